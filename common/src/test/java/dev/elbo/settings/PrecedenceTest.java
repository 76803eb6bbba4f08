package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
  private static final String KEY = "elbo.training.batch-size";
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  private Entry batchSize(String text, String... sets) {
    return Desk.entry(desk.minimal(text, sets), KEY);
  }

  @Test
  void theReferenceIsTheLastResort() {
    assertThat(batchSize("")).isEqualTo(new Entry(KEY, "128", "default"));
  }

  @Test
  void theFileOverridesTheReference() {
    assertThat(batchSize("elbo.training.batch-size = 2"))
        .isEqualTo(new Entry(KEY, "2", "x.conf: 2"));
  }

  @Test
  void theEnvironmentOverridesTheFile() {
    desk.environment("ELBO__TRAINING__BATCH_SIZE", "3").environment("ELBO_HOME", "/elbo");
    assertThat(batchSize("elbo.training.batch-size = 2"))
        .isEqualTo(new Entry(KEY, "3", "environment variable ELBO__TRAINING__BATCH_SIZE"));
  }

  @Test
  void sparkOverridesTheEnvironment() {
    desk.environment("ELBO__TRAINING__BATCH_SIZE", "3");
    desk.spark("spark.elbo.training.batch-size", "4").spark("spark.master", "local");
    assertThat(batchSize("elbo.training.batch-size = 2"))
        .isEqualTo(new Entry(KEY, "4", "spark.elbo.training.batch-size"));
  }

  @Test
  void setOverridesAllAndTheLastOneWins() {
    desk.environment("ELBO__TRAINING__BATCH_SIZE", "3");
    desk.spark("spark.elbo.training.batch-size", "4");
    assertThat(batchSize("elbo.training.batch-size = 2", KEY + "=5", KEY + " = 6"))
        .isEqualTo(new Entry(KEY, "6", "--set"));
  }

  @Test
  void anIncludedFileIsNamedAsTheOrigin() {
    desk.write("sub/base.conf", "elbo.training.epochs = 4\nelbo.data.path = rows.csv\n");
    desk.write("sub/x.conf", "include \"base.conf\"\nelbo.data.format = csv\n");
    ResolvedSettings resolved = desk.read("sub/x.conf");
    assertThat(Desk.entry(resolved, "elbo.training.epochs"))
        .isEqualTo(new Entry("elbo.training.epochs", "4", "sub/base.conf: 1"));
    assertThat(resolved.settings().data().path()).isEqualTo(desk.uri("sub/rows.csv"));
  }

  @Test
  void includesOfOtherFoldersKeepTheirOwnRelativePaths() {
    desk.write("shared/base.conf", "elbo.data.path = \"d/rows.csv\"\n");
    desk.write("sub/x.conf", "include \"../shared/base.conf\"\nelbo.data.format = csv\n");
    assertThat(desk.read("sub/x.conf").settings().data().path())
        .isEqualTo(desk.uri("shared/d/rows.csv"));
  }

  @Test
  void aFileMayAskForEnvironmentVariables() {
    desk.environment("ROWS", "from-environment").environment("a.b", "dotted");
    String text = "elbo.data.label = ${ROWS}\nelbo.output.name = ${?NOWHERE}";
    ResolvedSettings resolved = desk.minimal(text);
    assertThat(Desk.entry(resolved, "elbo.data.label"))
        .isEqualTo(
            new Entry("elbo.data.label", "\"from-environment\"", "environment variable ROWS"));
    assertThat(resolved.settings().output().name()).isEqualTo("model");
  }

  @Test
  void aVariableThatIsCalledElboChangesNothing() {
    desk.environment("elbo", "something");
    assertThat(desk.minimal("").settings().training().epochs()).isEqualTo(10);
  }
}
