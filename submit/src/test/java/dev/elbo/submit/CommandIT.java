package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command and the assembled Spark, as somebody in a clone runs them. */
class CommandIT {
  private static final Path ROOT =
      Path.of(System.getProperty("elbo.root", "..")).toAbsolutePath().normalize();

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void setUp() throws IOException {
    List<String> rows = new ArrayList<>(List.of("a,b,c"));
    IntStream.range(0, 60).forEach(i -> rows.add("%d,%d,%d".formatted(i % 7, i % 5, i % 3)));
    Files.write(folder.resolve("rows.csv"), rows);
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        elbo.data { format = csv, path = rows.csv, scale = minmax }
        elbo.model { encoder = [4], decoder = [4], latent.dimension = 2 }
        elbo.training { epochs = 2, batch-size = 16, shards = 2 }
        """);
  }

  private Process start(Path command, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private Ended run(Path command, String... arguments) throws Exception {
    Process process = start(command, arguments);
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    return new Ended(process.exitValue(), read("out"), read("err"));
  }

  private Ended elbo(String... arguments) throws Exception {
    return run(ROOT.resolve("submit/bin/elbo"), arguments);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  @Test
  void theAssembledSparkStarts() throws Exception {
    Ended ended = run(ROOT.resolve("submit/target/spark-home/bin/spark-submit"), "--version");
    assertThat(ended.code()).isZero();
    assertThat(ended.out() + ended.err()).contains("version 3.5.5", "Scala version 2.12.18");
  }

  @Test
  void helpAndVersionWorkThroughALinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("elbo"), ROOT.resolve("submit/bin/elbo"));
    Ended help = run(link, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: elbo", "train", "plan", "doctor");
    Ended version = run(link, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).contains("elbo ", "spark 3.5.5");
    Files.delete(link);
  }

  @Test
  void whatCannotBeRunEndsAtOnceWithTwo() throws Exception {
    Ended verb = elbo("trian");
    assertThat(verb.code()).isEqualTo(2);
    assertThat(verb.err()).contains("[trian]", "train");

    long start = System.nanoTime();
    Ended setting = elbo("train", "tiny.conf", "--set", "elbo.training.epoch=3");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(setting.code()).isEqualTo(2);
    assertThat(setting.err())
        .startsWith("elbo: Cannot ")
        .contains("elbo.training.epoch", "elbo.training.epochs")
        .hasLineCount(1);
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @Test
  void doctorLooksAtTheMachineFromOutsideAndInside() throws Exception {
    Ended ended = elbo("doctor", "--master", "local[1]");
    assertThat(ended.err() + ended.out()).contains("java ", "spark  ", "master       local[1]");
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  @Test
  void trainLeavesAModelAndAReport() throws Exception {
    Ended ended =
        elbo(
            "train",
            "tiny.conf",
            "--master",
            "local[2]",
            "--run-id",
            "try",
            "--set",
            "elbo.output.dir=results",
            "--json");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines().map(line -> Events.parse(line).orElseThrow()))
        .extracting(event -> event.path("event").asText())
        .contains("start", "epoch", "end");
    Path run = folder.resolve("results/runs/try");
    assertThat(run.resolve("model/metadata.json")).exists();
    assertThat(run.resolve("model/parameters.npz")).exists();
    assertThat(run.resolve("report.html")).exists();
  }

  @Test
  void aStopOfTheCommandEndsTheDriver() throws Exception {
    Process elbo =
        start(
            ROOT.resolve("submit/bin/elbo"),
            "train",
            "tiny.conf",
            "--master",
            "local[1]",
            "--set",
            "elbo.training.epochs=1000000");
    while (!read("out").contains("epoch ") && elbo.isAlive()) {
      Thread.sleep(200);
    }
    List<ProcessHandle> drivers = elbo.children().toList();
    assertThat(drivers).hasSize(1);
    elbo.destroy();
    assertThat(elbo.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(elbo.exitValue()).isEqualTo(143);
    assertThat(drivers).noneMatch(ProcessHandle::isAlive);
  }
}
