package dev.elbo.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.ElboException;
import dev.elbo.feature.Scaling;
import dev.elbo.job.Sparks;
import dev.elbo.job.score.Generator.Shown;
import dev.elbo.store.Model;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Poisson;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest {
  /** [2, 3]. */
  private static final float[] WEIGHT = {1, 0.5f, -0.75f, 0, 0.25f, 2};

  private static final float[] BIAS = {3, -1, 0.5f};
  private static final double VARIANCE = 0.25;
  private static final Scaling SCALING =
      new Scaling("standard", List.of(10.0, 0.0, -5.0), List.of(0.5, 2.0, 1.0), List.of());

  /** x = W z + b + noise, in units of its own: probabilistic PCA, whose moments are known. */
  private static Model linear() {
    Architecture architecture =
        new Architecture(
            3,
            List.of(),
            Latents.normal(2),
            List.of(),
            Activation.IDENTITY,
            new Gaussian(VARIANCE));
    ParameterLayout layout = new ParameterLayout(architecture);
    float[] parameters = new float[layout.length()];
    System.arraycopy(WEIGHT, 0, parameters, layout.tensor("likelihood.mean.weight").offset(), 6);
    System.arraycopy(BIAS, 0, parameters, layout.tensor("likelihood.mean.bias").offset(), 3);
    return Models.model(architecture, SCALING, parameters);
  }

  private static Model mixed() {
    Architecture architecture =
        Models.network(
            3,
            4,
            Latents.normal(2),
            new Mixed(List.of(new Gaussian(1), new Poisson(), new Categorical(3))));
    return Models.model(architecture, Models.unscaled(3), Models.initial(architecture));
  }

  /**
   * Each of 9 moments is within 6 of its standard errors, which fails by chance in fewer than 1 in
   * 10^7 seeds.
   */
  @ParameterizedTest
  @EnumSource(Shown.class)
  void rowsOfALinearModelHaveItsMeanAndItsCovariance(Shown shown) {
    int n = 40_000;
    List<Row> rows =
        Generator.of(linear()).generate(Sparks.local(2), n, 4, shown, 3).collectAsList();
    assertThat(rows).hasSize(n);
    double[] mean = new double[3];
    double[][] covariance = new double[3][3];
    for (int i = 0; i < 3; i++) {
      mean[i] = SCALING.invert(i, BIAS[i]);
      for (int j = 0; j < 3; j++) {
        double own = i == j && shown == Shown.DRAW ? VARIANCE : 0;
        double scaled = WEIGHT[i] * WEIGHT[j] + WEIGHT[3 + i] * WEIGHT[3 + j] + own;
        covariance[i][j] = scaled / SCALING.factor().get(i) / SCALING.factor().get(j);
      }
    }
    for (int i = 0; i < 3; i++) {
      int a = i;
      double found = rows.stream().mapToDouble(row -> row.getDouble(a)).average().orElseThrow();
      assertThat(found).isCloseTo(mean[i], within(6 * Math.sqrt(covariance[i][i] / n)));
      for (int j = i; j < 3; j++) {
        int b = j;
        double product =
            rows.stream()
                .mapToDouble(row -> (row.getDouble(a) - mean[a]) * (row.getDouble(b) - mean[b]))
                .average()
                .orElseThrow();
        double variance = covariance[i][i] * covariance[j][j] + covariance[i][j] * covariance[i][j];
        assertThat(product).isCloseTo(covariance[i][j], within(6 * Math.sqrt(variance / n)));
      }
    }
  }

  @Test
  void aRowIsTheSameWhateverThePartitionsAndTheNumberOfRows() {
    SparkSession spark = Sparks.local(2);
    Generator generator = Generator.of(mixed());
    List<Row> expected = generator.generate(spark, 700, 5, Shown.DRAW, 1).collectAsList();
    assertThat(expected).hasSize(700).doesNotHaveDuplicates();
    for (int partitions : new int[] {3, 7}) {
      assertThat(generator.generate(spark, 700, 5, Shown.DRAW, partitions).collectAsList())
          .isEqualTo(expected);
    }
    assertThat(generator.generate(spark, 10, 5, Shown.DRAW).collectAsList())
        .isEqualTo(expected.subList(0, 10));
    assertThat(generator.generate(spark, 10, 6, Shown.DRAW).collectAsList())
        .isNotEqualTo(expected.subList(0, 10));
    assertThat(generator.generate(spark, 0, 5, Shown.DRAW).collectAsList()).isEmpty();
  }

  @Test
  void whatIsGeneratedCanBeScored() {
    SparkSession spark = Sparks.local(2);
    Dataset<Row> rows = Generator.of(mixed()).generate(spark, 300, 5, Shown.DRAW);
    assertThat(rows.schema().fieldNames()).containsExactly("c0", "c1", "c2");
    assertThat(Scorer.of(mixed()).score(rows).select("elbo").collectAsList())
        .hasSize(300)
        .allSatisfy(row -> assertThat(row.getDouble(0)).isFinite());
  }

  @Test
  void fewerThanNoRowsAreRefused() {
    assertThatThrownBy(() -> Generator.of(mixed()).generate(Sparks.local(2), -1, 5, Shown.MEAN, 2))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot generate [-1] rows in [2] partitions. Ask for 0 rows or more, in 1 or more.");
  }
}
