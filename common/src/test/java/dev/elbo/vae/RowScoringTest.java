package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Posterior;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Poisson;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Probabilistic PCA with orthogonal columns of W has a diagonal Gaussian for its exact posterior,
 * and an exact log p(x): x = W z + b + e gives N(b, W W' + v I).
 */
class RowScoringTest {
  static final double V = 0.25;

  /** [2, 3]: two columns of W that are orthogonal. */
  private static final double[][] W = {{1, 2, 2}, {2, 1, -2}};

  private static final double[] B = {0.5, -1, 2};
  static final int N = 200;

  /**
   * The network of it.
   *
   * @param off added to the centers that the encoder gives: 0 is the exact posterior
   */
  static Network pca(Latents latents, double off) {
    Architecture architecture =
        new Architecture(3, List.of(), latents, List.of(), Activation.IDENTITY, new Gaussian(V));
    Network network = new Network(architecture, RowBatch.SIZE);
    float[] parameters = network.getParameters();
    for (int k = 0; k < 2; k++) {
      double m = norm(k) + V;
      double shift = off;
      for (int j = 0; j < 3; j++) {
        set(network, parameters, "posterior.mean.weight", j * 2 + k, W[k][j] / m);
        set(network, parameters, "likelihood.mean.weight", k * 3 + j, W[k][j]);
        shift -= W[k][j] * B[j] / m;
      }
      set(network, parameters, "posterior.mean.bias", k, shift);
      set(network, parameters, "posterior.log-variance.bias", k, Math.log(V / m));
    }
    for (int j = 0; j < 3; j++) {
      set(network, parameters, "likelihood.mean.bias", j, B[j]);
    }
    network.setParameters(parameters);
    return network;
  }

  private static void set(Network network, float[] all, String name, int at, double value) {
    all[network.layout().tensor(name).offset() + at] = (float) value;
  }

  private static double norm(int k) {
    return Arrays.stream(W[k]).map(w -> w * w).sum();
  }

  /** log N(x; b, W W' + v I), by the eigenvectors w_k / |w_k| of the covariance. */
  private static double logDensity(float[] rows, int i) {
    double[] x = new double[3];
    for (int j = 0; j < 3; j++) {
      x[j] = rows[i * 3 + j] - B[j];
    }
    double rest = Arrays.stream(x).map(a -> a * a).sum();
    double sum = -0.5 * 3 * Math.log(2 * Math.PI) - 0.5 * Math.log(V);
    for (int k = 0; k < 2; k++) {
      double along = 0;
      for (int j = 0; j < 3; j++) {
        along += x[j] * W[k][j] / Math.sqrt(norm(k));
      }
      rest -= along * along;
      sum -= 0.5 * Math.log(norm(k) + V) + 0.5 * along * along / (norm(k) + V);
    }
    return sum - 0.5 * rest / V;
  }

  static float[] rows(int n, int features) {
    float[] rows = new float[n * features];
    Noise noise = Noise.of(11, 0, 0, 0);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) noise.gaussian(i);
    }
    return rows;
  }

  private static Noise[] keys(int n) {
    return IntStream.range(0, n).mapToObj(i -> Noise.of(5, 0, 0, 0).at(i)).toArray(Noise[]::new);
  }

  static RowScores score(Network network, float[] rows, int samples, RowScore... wanted) {
    ScoreRequest request = new ScoreRequest(EnumSet.copyOf(Arrays.asList(wanted)), samples);
    int features = network.architecture().features();
    int n = rows.length / features;
    return network.score(Rows.of(rows, features), n, keys(n), request);
  }

  /** Everything at once; contributions go to one score. */
  private static RowScore[] allBut(RowScore contribution) {
    return EnumSet.complementOf(EnumSet.of(contribution)).toArray(RowScore[]::new);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Both latent layers: the fused one, and the general one, which a named prior asks for. */
  private static Latents normal(String layer) {
    return layer.equals("fused")
        ? Latents.normal(2)
        : new Latents("normal", 2, 0, List.of(0.0, 1.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fused", "general"})
  void underTheExactPosteriorEveryDrawTellsLogPOfX(String layer) {
    float[] rows = rows(N, 3);
    try (Network network = pca(normal(layer), 0)) {
      RowScores one = score(network, rows, 1, RowScore.LOG_LIKELIHOOD);
      RowScores seven = score(network, rows, 7, RowScore.LOG_LIKELIHOOD);
      for (int i = 0; i < N; i++) {
        double exact = logDensity(rows, i);
        assertThat(one.logLikelihood()[i]).isCloseTo(exact, within(2e-5 * (1 + Math.abs(exact))));
        assertThat(seven.logLikelihood()[i]).isCloseTo(exact, within(2e-5 * (1 + Math.abs(exact))));
      }
    }
  }

  /**
   * The encoder is off by 0.3 in each latent, 1.7 of its standard deviations: KL(q || p(z|x)) = 3.3
   * nats, which the ELBO loses. Its mean over 200 rows and 64 draws has a standard error of 0.03
   * nats at most, so 6 of them fail by chance in fewer than 1 in 10^8 seeds. The bound of 64 draws
   * lies between it and log p(x) in mean.
   */
  @ParameterizedTest
  @ValueSource(strings = {"fused", "general"})
  void theElboLosesWhatTheEncoderIsOffAndImportanceWeightsMakeUpForIt(String layer) {
    float[] rows = rows(N, 3);
    double exact = IntStream.range(0, N).mapToDouble(i -> logDensity(rows, i)).average().orElse(0);
    double gap = 0;
    for (int k = 0; k < 2; k++) {
      gap += 0.3 * 0.3 * (norm(k) + V) / V / 2;
    }
    try (Network network = pca(normal(layer), 0.3)) {
      RowScores scores =
          score(network, rows, 64, RowScore.RECONSTRUCTION, RowScore.KL, RowScore.LOG_LIKELIHOOD);
      double elbo = mean(IntStream.range(0, N).mapToDouble(scores::elbo).toArray());
      assertThat(elbo).isCloseTo(exact - gap, within(0.18));
      double bound = mean(scores.logLikelihood());
      assertThat(bound).isBetween(elbo + gap / 2, exact + 0.01);
    }
  }

  @Test
  void centersVariancesAndMeansAreThoseOfTheModel() {
    float[] rows = rows(N, 3);
    try (Network network = pca(Latents.normal(2), 0)) {
      RowScores scores = score(network, rows, 3, RowScore.CENTER, RowScore.VARIANCE, RowScore.MEAN);
      for (int i = 0; i < N; i++) {
        double[] z = RowScores.of(i, scores.centers(), 2);
        for (int k = 0; k < 2; k++) {
          double along = 0;
          for (int j = 0; j < 3; j++) {
            along += W[k][j] * (rows[i * 3 + j] - B[j]);
          }
          assertThat(z[k]).isCloseTo(along / (norm(k) + V), within(1e-5));
          assertThat(RowScores.of(i, scores.variances(), 2)[k])
              .isCloseTo(V / (norm(k) + V), within(1e-6));
        }
        for (int j = 0; j < 3; j++) {
          assertThat(RowScores.of(i, scores.means(), 3)[j])
              .isCloseTo(B[j] + W[0][j] * z[0] + W[1][j] * z[1], within(1e-5));
        }
      }
      assertThat(scores.kl()).isEmpty();
      assertThat(scores.draws()).isEmpty();
    }
  }

  /**
   * x drawn from p(x|z), z from the exact posterior, minus E[x|z] at the center: N(0, v I + W S
   * W'). Mean and variance of 3 x 200 numbers, each within 6 standard errors: fewer than 1 in 10^7.
   */
  @Test
  void drawsOfXSpreadAboutTheReconstruction() {
    float[] rows = rows(N, 3);
    try (Network network = pca(Latents.normal(2), 0)) {
      RowScores scores = score(network, rows, 1, RowScore.MEAN, RowScore.DRAW);
      for (int j = 0; j < 3; j++) {
        int feature = j;
        double variance = V;
        for (int k = 0; k < 2; k++) {
          variance += W[k][j] * W[k][j] * V / (norm(k) + V);
        }
        double[] off =
            IntStream.range(0, N)
                .mapToDouble(i -> scores.draws()[i * 3 + feature] - scores.means()[i * 3 + feature])
                .toArray();
        assertThat(mean(off)).isCloseTo(0, within(6 * Math.sqrt(variance / N)));
        assertThat(mean(Arrays.stream(off).map(a -> a * a).toArray()))
            .isCloseTo(variance, within(6 * variance * Math.sqrt(2.0 / N)));
      }
    }
  }

  static Network network(Likelihood likelihood, Latents latents, int features) {
    Architecture architecture =
        new Architecture(features, List.of(8), latents, List.of(9), Activation.TANH, likelihood);
    Network network = new Network(architecture, RowBatch.SIZE);
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(3, 0, 0, 0)));
    return network;
  }

  static float[] mixedRows(int n) {
    float[] rows = rows(n, 3);
    for (int i = 0; i < n; i++) {
      rows[i * 3 + 1] = i % 5;
      rows[i * 3 + 2] = i % 3;
    }
    return rows;
  }

  private static float[] bits(int n, int features) {
    float[] rows = rows(n, features);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i] > 0 ? 1 : 0;
    }
    return rows;
  }

  /** Lanes add floats, contributions doubles. */
  @Test
  void contributionsSumToMinusTheReconstruction() {
    sumUp(network(new Bernoulli(), Latents.normal(2), 50), bits(N, 50), 2e-6);
    sumUp(network(new Gaussian(0.5), Latents.normal(2), 5), rows(N, 5), 2e-6);
    sumUp(
        network(new LearnedGaussian(), new Latents("gamma", 2, 0, List.of()), 5), rows(N, 5), 2e-6);
    Mixed mixed = new Mixed(List.of(new Gaussian(1), new Poisson(), new Categorical(3)));
    sumUp(network(mixed, Latents.normal(2), 3), mixedRows(N), 1e-13);
  }

  private static void sumUp(Network network, float[] rows, double tolerance) {
    try (network) {
      int features = network.architecture().features();
      RowScores scores = score(network, rows, 5, RowScore.RECONSTRUCTION, RowScore.CONTRIBUTION);
      for (int i = 0; i < rows.length / features; i++) {
        double sum = Arrays.stream(RowScores.of(i, scores.contributions(), features)).sum();
        double whole = -scores.reconstruction()[i];
        assertThat(sum).isCloseTo(whole, within(tolerance * (1 + Math.abs(whole))));
      }
    }
  }

  @Test
  void theTermOfAFeatureIsItsLawAndAMissingOneHasNone() {
    ColumnLikelihood law = new Gaussian(V);
    double[][] outputs = {{0.5, -1, 2}};
    double[] terms = new double[3];
    law.over(3).terms(new float[] {1, Float.NaN, 2}, outputs, 0, terms);
    assertThat(terms)
        .containsExactly(
            law.logDensity(1, new double[] {0.5}, new double[1]),
            0,
            law.logDensity(2, new double[] {2}, new double[1]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "gamma", "von-mises", "bernoulli", "categorical"})
  void theFirstDrawIsTheOneOfValidation(String family) {
    int components = family.equals("categorical") ? 3 : 0;
    Latents latents = new Latents(family, 2, components, List.of());
    float[] rows = bits(N, 6);
    try (Network network = network(new Bernoulli(), latents, 6)) {
      ElboSums sums = new ElboSums(latents);
      network.evaluate(rows, N, keys(N), Annealing.beta(1), sums);
      RowScores scores = score(network, rows, 1, RowScore.RECONSTRUCTION, RowScore.KL);
      assertThat(mean(scores.reconstruction()))
          .isCloseTo(sums.parts().reconstruction(), within(1e-12));
      assertThat(mean(scores.kl())).isCloseTo(sums.parts().kl(), within(1e-12));
      assertThat(score(network, rows, 1, allBut(RowScore.DEVIANCE_CONTRIBUTION)).reconstruction())
          .isEqualTo(scores.reconstruction());
    }
  }

  @Test
  void theBitsOfARowDependOnNeitherNeighboursNorWhatElseIsAskedFor() {
    float[] rows = mixedRows(N);
    Mixed mixed = new Mixed(List.of(new Gaussian(1), new Poisson(), new Categorical(3)));
    try (Network network = network(mixed, Latents.normal(2), 3)) {
      RowScores all = score(network, rows, 4, allBut(RowScore.DEVIANCE_CONTRIBUTION));
      for (int i = 0; i < N; i += 37) {
        ScoreRequest request =
            new ScoreRequest(EnumSet.complementOf(EnumSet.of(RowScore.DEVIANCE_CONTRIBUTION)), 4);
        float[] own = Arrays.copyOfRange(rows, i * 3, i * 3 + 3);
        Noise[] key = {keys(N)[i]};
        RowScores alone = network.score(Rows.of(own, 3), 1, key, request);
        assertThat(alone.centers()).isEqualTo(RowScores.of(i, all.centers(), 2));
        assertThat(alone.variances()).isEqualTo(RowScores.of(i, all.variances(), 2));
        assertThat(alone.means()).isEqualTo(RowScores.of(i, all.means(), 3));
        assertThat(alone.draws()).isEqualTo(RowScores.of(i, all.draws(), 3));
        assertThat(alone.contributions()).isEqualTo(RowScores.of(i, all.contributions(), 3));
        assertThat(alone.reconstruction()[0]).isEqualTo(all.reconstruction()[i]);
        assertThat(alone.kl()[0]).isEqualTo(all.kl()[i]);
        assertThat(alone.logLikelihood()[0]).isEqualTo(all.logLikelihood()[i]);
      }
      assertThat(score(network, rows, 4, RowScore.KL).kl()).isEqualTo(all.kl());
      assertThat(score(network, rows, 9, RowScore.KL, RowScore.DRAW).kl()).isEqualTo(all.kl());
      assertThat(score(network, rows, 9, RowScore.DRAW).draws()).isEqualTo(all.draws());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "gamma"})
  void aRowThatOverflowsHasNoScoresAndItsNeighboursHaveTheirs(String family) {
    float[] rows = rows(3, 5);
    Latents latents = new Latents(family, 2, 0, List.of());
    try (Network network = network(new Gaussian(1), latents, 5)) {
      RowScores before = score(network, rows, 3, allBut(RowScore.DEVIANCE_CONTRIBUTION));
      Arrays.fill(rows, 5, 10, Float.MAX_VALUE);
      RowScores after = score(network, rows, 3, allBut(RowScore.DEVIANCE_CONTRIBUTION));
      assertThat(after.elbo(1)).isNotFinite();
      assertThat(after.logLikelihood()[1]).isNotFinite();
      for (int i : new int[] {0, 2}) {
        assertThat(after.elbo(i)).isEqualTo(before.elbo(i));
        assertThat(after.logLikelihood()[i]).isEqualTo(before.logLikelihood()[i]);
      }
    }
  }

  @Test
  void whereTheFamilyHasNoVarianceThereIsNone() {
    Posterior posterior = Posterior.of(new Latents("cauchy", 2, 0, List.of()));
    assertThat(posterior.family().variance(new double[] {0, 0, 1, 1})).isEmpty();
    try (Network network = network(new Gaussian(1), new Latents("cauchy", 2, 0, List.of()), 5)) {
      assertThat(score(network, rows(2, 5), 1, RowScore.VARIANCE).variances())
          .containsOnly(Double.NaN);
    }
  }

  @Test
  void nothingIsNoRequest() {
    assertThatThrownBy(() -> new ScoreRequest(EnumSet.of(RowScore.KL), 0))
        .hasMessage(
            "Cannot score rows: [1] scores of [0] samples are asked for. Ask for 1 or more of each.");
  }
}
