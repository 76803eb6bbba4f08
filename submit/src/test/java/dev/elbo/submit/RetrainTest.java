package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code elbo retrain}: what it hands to the driver, and what it makes of its end. */
class RetrainTest {
  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void setUp() {
    spark = new FakeSpark(folder);
  }

  @Test
  void theDriverIsToldWhatTheCommandWasTold() {
    int code =
        spark.elbo(
            "retrain",
            "digits.conf",
            "--since",
            "2026-01-01",
            "--until",
            "2026-01-31",
            "--set",
            "elbo.retrain.keep=3",
            "--quiet",
            "--master",
            "local[2]");
    assertThat(code).as(spark.err()).isZero();
    assertThat(spark.ofDriver())
        .containsExactly(
            "retrain",
            "digits.conf",
            "--since",
            "2026-01-01",
            "--until",
            "2026-01-31",
            "--set",
            "elbo.retrain.keep=3",
            "--quiet");
    assertThat(spark.arguments()).containsSequence("--name", "elbo retrain digits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 4, 5, 10, 75, 99})
  void theExitCodeOfTheDriverIsThatOfTheCommand(int code) {
    spark.says("exit " + code);
    assertThat(spark.elbo("retrain", "digits.conf")).isEqualTo(code);
  }

  @Test
  void onATerminalTheEndIsText() {
    spark
        .terminal()
        .says(
            """
            echo '{"event":"note","message":"New: a day."}'
            echo '{"event":"retrain","exit_code":10,"text":"The champion stays."}'
            exit 10
            """);
    assertThat(spark.elbo("retrain", "digits.conf")).isEqualTo(10);
    assertThat(spark.ofDriver()).containsExactly("retrain", "digits.conf", "--json");
    assertThat(spark.out()).isEqualTo("New: a day.\nThe champion stays.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retrain digits.conf --run-id mine | Cannot use --run-id with retrain: a run is named after its settings and rows, so that the same night is known again. Leave it out; `elbo train` takes it.",
        "retrain digits.conf --overwrite | Cannot use --overwrite with retrain: a run is named after its settings and rows, so that the same night is known again. Leave it out; `elbo train` takes it.",
        "retrain | Missing required parameter: [CONF]. See elbo retrain --help.",
        "retrain digits.conf --set elbo.retrain.kep=3 | Did you mean elbo.retrain.keep?"
      })
  void badUsageEndsBeforeADriverIsStarted(String line, String message) {
    assertThat(spark.elbo(line.split(" "))).isEqualTo(2);
    assertThat(spark.err()).startsWith("elbo: Cannot ").contains(message).hasLineCount(1);
    assertThat(spark.started()).isFalse();
  }
}
