package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.Origin;
import dev.elbo.store.RunDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code elbo models} on versions: here, without Spark. */
class RegistryVerbTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path folder;
  private FakeSpark spark;

  @BeforeEach
  void aVersionWhoseModelIsNone() {
    spark = new FakeSpark(folder);
    spark.write("output/runs/r1/model/metadata.json", "{}");
    ModelRegistry.open(CONF, folder.resolve("output").toString(), "mine")
        .add(
            new RunDirectory(CONF, folder.resolve("output").toString(), "r1"),
            new Origin("r1", Optional.empty(), 1234, Map.of("holdout", -1.5)));
  }

  @Test
  void theListIsPrintedHereOnPathsOfTheWorkingDirectory() {
    assertThat(spark.elbo("models", "list", "output/models/mine", "--master", "yarn")).isZero();
    assertThat(spark.out())
        .containsPattern("\n +v00000001 +\\d.* UTC +r1 +1,234 +-1.500\n")
        .endsWith("\nno champion\n");
    assertThat(spark.err()).isEmpty();
    assertThat(spark.started()).isFalse();
  }

  @Test
  void jsonIsAnObjectALine() {
    assertThat(spark.elbo("models", "list", "output/models/mine", "--json")).isZero();
    assertThat(spark.out())
        .startsWith("{\"event\":\"version\",\"version\":\"v00000001\",\"champion\":false,")
        .contains("\"elbo\":{\"holdout\":-1.5}")
        .hasLineCount(1);
  }

  @Test
  void aModelThatDoesNotLoadIsBadDataAndNoChampion() {
    assertThat(spark.elbo("models", "promote", "output/models/mine", "1", "--why", "hope"))
        .isEqualTo(3);
    assertThat(spark.err())
        .startsWith(
            "elbo: Cannot read [file:" + folder + "/output/models/mine/versions/v00000001/");
    assertThat(spark.elbo("models", "rollback", "output/models/mine", "--why", "panic"))
        .isEqualTo(2);
    assertThat(spark.err()).contains("elbo: Cannot roll back [");
  }

  @Test
  void quietMeansThatOnlyWhatWasAskedForIsPrinted() {
    assertThat(spark.elbo("models", "prune", "output/models/mine", "--keep", "3", "--quiet"))
        .isZero();
    assertThat(spark.out()).isEmpty();
    assertThat(spark.elbo("models", "list", "output/models/mine", "--quiet")).isZero();
    assertThat(spark.out()).contains("v00000001");
  }

  @Test
  void aReasonAndANumberAreAskedFor() {
    assertThat(spark.elbo("models", "promote", "output/models/mine", "1")).isEqualTo(2);
    assertThat(spark.err())
        .isEqualTo(
            "elbo: Cannot read the command line: Missing required option: [--why=TEXT]. See elbo models promote --help.\n");
    assertThat(spark.elbo("models", "prune", "output/models/mine", "--keep", "all")).isEqualTo(2);
    assertThat(spark.err()).contains("[--keep]", "[all]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "diff", "promote", "rollback", "prune"})
  void theHelpTeachesByExample(String action) {
    assertThat(spark.elbo("models", action, "--help")).isZero();
    assertThat(spark.out())
        .contains("Usage: elbo models " + action, "Example", "elbo models " + action + " output/")
        .contains("OUTPUT_DIR/models/NAME", "Exit codes:", "--json")
        .doesNotContain("--master", "--overwrite", "--set");
  }
}
