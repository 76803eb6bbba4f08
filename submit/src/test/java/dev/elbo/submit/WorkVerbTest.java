package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Score, generate and evaluate: what they hand to the driver, and how its tasks are shown. */
class WorkVerbTest {
  private static final String TASKS =
      "{\"event\":\"tasks\",\"done\":3,\"all\":4,\"rows\":1200,\"seconds\":2.5}";
  private static final String END = "{\"event\":\"end\",\"rows\":1600,\"text\":\"scores  /out\"}";

  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void setUp() {
    spark = new FakeSpark(folder);
  }

  @Test
  void scoreHandsTheDriverWhatItWasTold() {
    int code =
        spark.elbo(
            "score",
            "runs/a",
            "rows.csv",
            "--out",
            "scored",
            "--out-format",
            "CSV",
            "--columns",
            "latent=code,anomaly_score",
            "--score",
            "elbo",
            "--draws",
            "4",
            "--seed",
            "9",
            "--threshold",
            "2.5",
            "--features",
            "x",
            "--set",
            "elbo.data.options.separator=;",
            "--overwrite",
            "--quiet",
            "--master",
            "local[2]");
    assertThat(code).as(spark.err()).isZero();
    assertThat(spark.ofDriver())
        .containsExactly(
            "score",
            "runs/a",
            "rows.csv",
            "--features",
            "x",
            "--out",
            "scored",
            "--out-format",
            "CSV",
            "--score",
            "elbo",
            "--draws",
            "4",
            "--seed",
            "9",
            "--threshold",
            "2.5",
            "--columns",
            "latent=code,anomaly_score",
            "--set",
            "elbo.data.options.separator=;",
            "--overwrite",
            "--quiet");
    assertThat(spark.arguments())
        .containsSequence("--master", "local[2]")
        .containsSequence("--name", "elbo score a");
  }

  @Test
  void generateAndEvaluateToo() {
    assertThat(spark.elbo("generate", "a", "--out", "x.png", "--rows", "9", "--mean")).isZero();
    assertThat(spark.ofDriver())
        .containsExactly("generate", "a", "--out", "x.png", "--rows", "9", "--seed", "1", "--mean");
    assertThat(
            spark.elbo(
                "evaluate", "a", "b", "--label", "digit", "--anomalous", "4", "--format", "idx"))
        .as(spark.err())
        .isZero();
    assertThat(spark.ofDriver())
        .containsExactly(
            "evaluate",
            "a",
            "b",
            "--format",
            "idx",
            "--samples",
            "64",
            "--label",
            "digit",
            "--anomalous",
            "4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "score a b | Missing required option: [--out=DIR]. See elbo score --help.",
        "score a b --out c --set elbo.training.epochs=3 | Cannot use --set elbo.training.epochs=3: of a model that is trained only the data can be set. Use keys that start with [elbo.data.].",
        "score a b --out c --set elbo.data.form=csv | Did you mean elbo.data.format?",
        "score a b --out c --format xls | [xls] is not one of",
        "score a b --out c --score wow | [--score]",
        "evaluate a b --anomalous 4 | Cannot use --anomalous [4]: it is a value of the column of --label. Give --label too.",
        "evaluate a b --samples 0 | Cannot evaluate the model: [0] samples are less than [1]. Give 1 or more.",
        "generate a --out b --rows many | [--rows]"
      })
  void badUsageEndsBeforeADriverIsStarted(String line, String message) {
    assertThat(spark.elbo(line.split(" "))).isEqualTo(2);
    assertThat(spark.err()).startsWith("elbo: Cannot ").contains(message).hasLineCount(1);
    assertThat(spark.started()).isFalse();
  }

  @Test
  void tasksAreABarAndTheEndIsText() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Bars bars = new Bars();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (TaskView view = new TaskView(stream, stream, bars.terminal())) {
      view.out("{\"event\":\"note\",\"message\":\"a note\"}");
      view.out(TASKS);
      bars.assertShown("tasks", "75%", "3/4", "1,200 rows");
      view.out("plain");
      view.out(END);
    }
    assertThat(out.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", ""))
        .isEqualTo("a note\nplain\nscores  /out\n");
  }

  @Test
  void onATerminalTheDriverIsAskedForEvents() {
    spark.terminal().says("echo '" + TASKS + "'\necho '" + END + "'\nexit 3");
    assertThat(spark.elbo("score", "a", "b", "--out", "c")).isEqualTo(3);
    assertThat(spark.ofDriver()).containsExactly("score", "a", "b", "--out", "c", "--json");
    assertThat(spark.out()).endsWith("scores  /out\n");
  }
}
