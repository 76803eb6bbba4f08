package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatorsTest {
  @TempDir Path folder;

  @Test
  void itRunsHereWithoutSpark() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("estimators", "graph", "--network", "3-2", "--html", "g.html")).isZero();
    assertThat(spark.out()).contains("One reparameterized step").contains("The picture: ");
    assertThat(folder.resolve("g.html")).isNotEmptyFile();
    assertThat(spark.started()).isFalse();
  }

  @Test
  void onATerminalItTellsWhatIsMeasured() {
    FakeSpark spark = new FakeSpark(folder).terminal();
    assertThat(spark.elbo("estimators", "toy-normal", "--samples", "200")).isZero();
    assertThat(spark.err()).contains("measuring mu=12, sigma=42");
    assertThat(spark.out()).contains("13 rows, not checked: it takes 10000 samples to tell.");
  }

  @Test
  void jsonIsForPrograms() {
    FakeSpark spark = new FakeSpark(folder).terminal();
    assertThat(spark.elbo("estimators", "toy-bernoulli", "--samples", "200", "--json")).isZero();
    assertThat(spark.out().lines()).hasSize(17).allMatch(line -> line.startsWith("{\"event\":"));
    assertThat(spark.err()).isEmpty();
  }

  @Test
  void whatItDoesNotKnowIsBadUsage() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("estimators", "toys")).isEqualTo(2);
    assertThat(spark.err()).startsWith("elbo: Cannot run the experiment [toys]: ");
    assertThat(spark.elbo("estimators", "graph", "--sample", "3")).isEqualTo(2);
    assertThat(spark.elbo("estimators", "toy-normal", "--samples", "many")).isEqualTo(2);
    assertThat(spark.err()).contains("[--samples]: [many] is not a whole number. See");
    assertThat(spark.elbo("estimators", "toy-normal", "--samples", "1")).isEqualTo(2);
    assertThat(spark.err()).contains("Give --samples 100 or more.");
    assertThat(spark.elbo("estimators", "toy-normal", "--network", "3-2")).isEqualTo(2);
    assertThat(spark.err()).contains("Cannot use --network: [toy-normal] has no use for it.");
    assertThat(spark.elbo("estimators", "--html", "list.html")).isEqualTo(2);
    assertThat(folder.resolve("list.html")).doesNotExist();
  }
}
