package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.gpu.PretendedCuda;
import dev.elbo.submit.gpu.Widths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPUs as Spark hands them out, on executors in processes of their own. The GPUs are faked: a
 * discovery script, an nvidia-smi and a CUDA that say there are some.
 */
class GpuIT {
  private static final List<String> WISH =
      Clone.words("--set elbo.training.gpu.amount=1", "--set elbo.training.epochs=2");

  /** What is offered in the name of each worker is another GPU, as on machines of their own. */
  private static final String DISCOVERY =
      """
      #!/bin/sh
      n=0
      while ! mkdir "%s/gpu$n" 2>/dev/null; do n=$((n + 1)); done
      echo "{\\"name\\":\\"gpu\\",\\"addresses\\":[\\"$n\\"]}"
      """;

  private static final String NVIDIA_SMI =
      """
      #!/bin/sh
      for i in 0 1; do echo "NVIDIA A10, 8.6, 22731, 515.65.01"; done
      """;

  @TempDir private Path folder;
  private Path bin;

  @BeforeEach
  void setUp() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    for (int file = 0; file < 8; file++) {
      List<String> rows = new ArrayList<>(List.of("a,b,c"));
      int first = file * 10_000;
      IntStream.range(first, first + 10_000)
          .forEach(i -> rows.add("%d,%d,%d".formatted(i % 701, i % 53, i % 17)));
      Files.write(
          Files.createDirectories(folder.resolve("rows")).resolve("part-" + file + ".csv"), rows);
    }
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        elbo.data { format = csv, path = rows, scale = minmax }
        elbo.model { encoder = [4], decoder = [4], latent.dimension = 2 }
        elbo.training { batch-size = 256, shards = 4 }
        """);
  }

  private Path script(String name, String text) throws IOException {
    Path script = bin.resolve(name);
    Files.writeString(script, text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private List<String> offered() throws IOException {
    return Clone.words(
        "--master local-cluster[2,2,1024]",
        "--conf spark.worker.resource.gpu.amount=1",
        "--conf spark.worker.resource.gpu.discoveryScript="
            + script("discover", DISCOVERY.formatted(bin)),
        "--conf spark.executor.resource.gpu.amount=1");
  }

  /** Trains with a wish for a GPU and what else is given. */
  private Process train(String out, List<String> cluster, String... options) throws IOException {
    List<String> words = new ArrayList<>(WISH);
    words.addAll(cluster);
    words.addAll(Clone.words(options));
    return new Clone(folder)
        .start(out, folder.resolve("tiny.conf").toString(), Map.of(), words.toArray(String[]::new));
  }

  private String printed(String out) throws IOException {
    return Files.readString(new Clone(folder).log(out));
  }

  private int end(Process process, Duration limit) throws InterruptedException {
    boolean isOver = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(isOver).as("over within " + limit).isTrue();
    return process.exitValue();
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  @Test
  void everyTrainingTaskHasAGpuOfItsOwnAndPackingUsesAllCores() throws Exception {
    script("nvidia-smi", NVIDIA_SMI);
    String classes =
        Path.of(PretendedCuda.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            + ":"
            + Clone.ROOT.resolve("job/target/elbo-job.jar");
    Process process =
        train(
            "out",
            offered(),
            // Both executors are there before anything begins.
            "--conf spark.cores.max=4",
            "--conf spark.scheduler.minRegisteredResourcesRatio=1",
            "--conf spark.scheduler.maxRegisteredResourcesWaitingTime=120s",
            "--conf spark.executorEnv.PATH=" + bin + ":" + System.getenv("PATH"),
            "--conf spark.executorEnv.ELBO_TEST_LINES=" + folder,
            "--conf spark.plugins=" + Widths.class.getName(),
            "--conf spark.driver.extraClassPath=" + classes,
            "--conf spark.executor.extraClassPath=" + classes);
    int code = end(process, Duration.ofMinutes(5));
    String printed = printed("out");
    assertThat(code).as(printed).isZero();
    assertThat(printed)
        .contains(
            "Training on GPUs: 2 x NVIDIA A10, compute capability 8.6, 22,731 MiB, driver 515.65.01, on executor [")
        .contains("products by CUDA");

    Set<String> held = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (String line : lines("uses")) {
      String[] words = line.split(" ", -1);
      assertThat(words[1]).as("bound to what Spark gave").isEqualTo(words[3]);
      if (words[0].equals("begin")) {
        assertThat(held.add(words[3])).as("GPU %s is free in %s", words[3], lines("uses")).isTrue();
        seen.add(words[3]);
      } else {
        held.remove(words[3]);
      }
    }
    assertThat(seen).containsExactlyInAnyOrder("0", "1");
    assertThat(lines("only")).as("one GPU a JVM").containsExactlyInAnyOrder("0", "1");
    assertThat(lines("with-gpu")).as("tasks of an executor that train").containsOnly("1");
    assertThat(lines("without-gpu")).as("tasks that read and pack").contains("2");
  }

  /** Seconds after its executors are there; the limit is for machines that build something else. */
  @Test
  void aMachineWithoutGpuFailsBeforeAnythingIsRead() throws Exception {
    Process process = train("out", offered());
    int code = end(process, Duration.ofMinutes(5));
    assertThat(code).as(printed("out")).isEqualTo(5);
    assertThat(printed("out").lines())
        .filteredOn(line -> line.startsWith("elbo: "))
        .singleElement()
        .asString()
        .matches(
            "elbo: Cannot train on GPUs: on executor \\[[01]] at host \\[.+] there is no GPU \\[.+]\\. "
                + "Install NVIDIA's driver where a GPU is, and check that nvidia-smi runs there, "
                + "or set elbo.training.gpu.fallback to \\[cpu]\\.");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void withAFallbackItSaysSoAndTrains() throws Exception {
    Process process =
        train(
            "out",
            Clone.words("--master local-cluster[2,2,1024]"),
            "--set elbo.training.gpu.fallback=cpu");
    int code = end(process, Duration.ofMinutes(5));
    String printed = printed("out");
    assertThat(code).as(printed).isZero();
    assertThat(printed)
        .containsOnlyOnce(
            "Training on CPUs, as elbo.training.gpu.fallback says: the executors have no GPUs: spark.executor.resource.gpu.amount is not set.");
    assertThat(new Clone(folder).left("out").metrics()).hasSize(2);
  }
}
