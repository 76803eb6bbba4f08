package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir Path folder;

  @Test
  void itRunsHereWithoutSparkOnPathsOfTheWorkingDirectory() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("models", "export", "runs/mine", "--format", "dl4j", "--out", "there"))
        .isEqualTo(3);
    assertThat(spark.err()).startsWith("elbo: Cannot read [file:" + folder + "/runs/mine");
    assertThat(spark.started()).isFalse();
  }

  @Test
  void whatItDoesNotKnowIsBadUsage() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("models")).isEqualTo(2);
    assertThat(spark.err())
        .contains("an action is missing: list, show, diff, promote, rollback, prune or export");
    assertThat(spark.elbo("models", "export", "m", "--format", "onnx", "--out", "x")).isEqualTo(2);
    assertThat(spark.err()).contains("[--format]");
    assertThat(spark.elbo("models", "export", "m", "--format", "dl4j")).isEqualTo(2);
    assertThat(spark.err()).contains("--out");
  }

  @Test
  void theHelpHasExamplesAndExitCodes() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("models", "export", "--help")).isZero();
    assertThat(spark.out())
        .contains("Usage: elbo models export", "Examples:", "Exit codes:", "--overwrite")
        .doesNotContain("--master");
  }
}
