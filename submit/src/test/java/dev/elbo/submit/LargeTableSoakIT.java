package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten million rows of 64 columns go through two cores and a heap that holds none of it. */
@Tag("soak")
class LargeTableSoakIT {
  private static final long ROWS = 10_000_000;

  /** A heap of 4 GB, the JVM, and the native memory of two networks, in MiB. */
  private static final long MOST_MEMORY = 5_600;

  private static final List<String> PACKAGES =
      List.of("java.lang", "java.lang.invoke", "java.nio", "java.util", "sun.nio.ch");

  @TempDir private Path folder;

  @Test
  void trainForAnEpochAndAreScoredInBoundedMemory() throws Exception {
    Path table = folder.resolve("rows.parquet");
    make(table);
    Clone clone = new Clone(folder);
    Path conf = folder.resolve("large.conf");
    Files.writeString(
        conf,
        """
        elbo {
          data { format = parquet, path = "%s", scale = standard, validation.fraction = 0.01 }
          model { encoder = [128], decoder = [128], latent.dimension = 16, likelihood = gaussian }
          training { epochs = 1, shards = 2, batch-size = 512 }
        }
        """
            .formatted(table));
    long training =
        clone.run(
            "out",
            conf.toString(),
            java.util.Map.of(),
            "--master",
            "local[2]",
            "--driver-memory",
            "4g");
    List<String> lines = clone.left("out").metrics();
    assertThat(lines).hasSize(1);
    assertThat(
            new ObjectMapper()
                .readTree(clone.directory("out").resolve("run.json").toFile())
                .at("/counts/rows")
                .asLong())
        .isBetween(ROWS * 98 / 100, ROWS);
    Path scored = folder.resolve("scored");
    long scoring = score(clone.directory("out"), table, scored);
    System.out.printf(
        "%,d rows: %d MiB in training, %d MiB in scoring%n%s%n%s%n",
        ROWS,
        training,
        scoring,
        Files.readString(clone.log("out")),
        Files.readString(folder.resolve("score.log")));
    assertThat(training).isLessThan(MOST_MEMORY);
    assertThat(scoring).isLessThan(MOST_MEMORY);
    try (Stream<Path> parts = Files.list(scored)) {
      assertThat(parts.filter(part -> part.toString().endsWith(".parquet"))).isNotEmpty();
    }
  }

  private void make(Path table) throws Exception {
    Path home = Clone.ROOT.resolve("submit/target");
    List<String> words = new ArrayList<>(List.of("java", "-Xmx2g"));
    PACKAGES.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    words.addAll(
        List.of(
            "-cp",
            home.resolve("test-classes") + ":" + home.resolve("spark-home/jars") + "/*",
            LargeTable.class.getName(),
            table.toString(),
            Long.toString(ROWS)));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("make.log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("make.log"))).isZero();
  }

  private long score(Path run, Path table, Path out) throws Exception {
    List<String> words =
        Arrays.asList(
            Clone.ROOT.resolve("submit/bin/elbo").toString(),
            "score",
            run.toString(),
            table.toString(),
            "--out",
            out.toString(),
            "--columns",
            "elbo,anomaly_score",
            "--draws",
            "1",
            "--master",
            "local[2]",
            "--driver-memory",
            "4g");
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("score.log").toFile())
            .start();
    long memory = new ResidentMemory().watch(process);
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("score.log"))).isZero();
    return memory;
  }
}
