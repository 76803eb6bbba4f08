package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.elbo.job.score.ScoreColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that the packaged command trains is put to work by it. That its scores are those of the
 * Scorer is tested where the job is.
 */
class WorkIT {
  private static final int ROWS = 400;

  @TempDir Path folder;

  private int elbo(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(Clone.ROOT + "/submit/bin/elbo"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static String row(int i) {
    return "row %d,%s,%s,%d".formatted(i, Math.sin(i), Math.cos(3 * i), i % 9 == 0 ? 1 : 0);
  }

  private void write(String name, IntStream numbers) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(
        folder.resolve(name),
        Stream.concat(Stream.of("name,a,b,odd"), numbers.mapToObj(WorkIT::row)).toList());
  }

  private List<String> lines(String directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(directory))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines.stream().sorted().toList();
  }

  @Test
  void scoresDoNotDependOnFilesAndCoresAndCanBeEvaluated() throws Exception {
    write("rows.csv", IntStream.range(0, ROWS));
    for (int k = 0; k < 7; k++) {
      int file = k;
      write("seven/" + k + ".csv", IntStream.range(0, ROWS).filter(i -> i % 7 == file));
    }
    Files.writeString(
        folder.resolve("tiny.conf"),
        """
        elbo.data { format = csv, path = rows.csv, columns = [a, b], scale = standard }
        elbo.model { encoder = [4], decoder = [4], latent.dimension = 2, likelihood = gaussian }
        elbo.training { epochs = 2, batch-size = 16, shards = 1 }
        elbo.output { dir = results }
        """);
    assertThat(elbo("train", "tiny.conf", "--run-id", "try", "--master", "local[1]"))
        .as(read("err"))
        .isZero();
    String columns = String.join(",", ScoreColumn.words());
    assertThat(score("rows.csv", "one", "local[1]", columns)).as(read("err")).isZero();
    assertThat(read("out")).isEqualTo("scores  " + folder.resolve("one") + "\n");
    assertThat(score("seven/*.csv", "many", "local[3]", columns)).as(read("err")).isZero();
    assertThat(lines("many")).hasSize(ROWS).isEqualTo(lines("one"));

    assertThat(elbo("evaluate", "results/runs/try", "rows.csv", "--label", "odd", "--json"))
        .as(read("err"))
        .isZero();
    JsonNode end =
        read("out")
            .lines()
            .map(line -> Events.parse(line).orElseThrow())
            .reduce((first, last) -> last)
            .orElseThrow();
    assertThat(end.path("event").asText()).isEqualTo("end");
    assertThat(end.path("rows").asInt()).isEqualTo(ROWS);
    assertThat(end.path("roc_auc").asDouble()).isBetween(0.0, 1.0);
  }

  private int score(String data, String out, String master, String columns) throws Exception {
    return elbo(
        "score",
        "results/runs/try",
        data,
        "--format",
        "csv",
        "--out",
        out,
        "--out-format",
        "json",
        "--columns",
        columns,
        "--master",
        master);
  }
}
