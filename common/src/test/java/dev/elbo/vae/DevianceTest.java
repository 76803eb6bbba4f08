package dev.elbo.vae;

import static dev.elbo.vae.RowScoringTest.N;
import static dev.elbo.vae.RowScoringTest.V;
import static dev.elbo.vae.RowScoringTest.mixedRows;
import static dev.elbo.vae.RowScoringTest.network;
import static dev.elbo.vae.RowScoringTest.pca;
import static dev.elbo.vae.RowScoringTest.rows;
import static dev.elbo.vae.RowScoringTest.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Poisson;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a reconstruction stays below a perfect one, and which features it comes from. */
class DevianceTest {

  @Test
  void contributionsToTheDevianceSumToIt() {
    float[] grey = rows(N, 50);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = Math.min(1, Math.abs(grey[i]) / 2);
    }
    sumUpTheDeviance(network(new Bernoulli(), Latents.normal(2), 50), grey, 2e-6);
    sumUpTheDeviance(network(new LearnedGaussian(), Latents.normal(2), 5), rows(N, 5), 2e-6);
    Mixed mixed = new Mixed(List.of(new Gaussian(1), new Poisson(), new Categorical(3)));
    float[] holes = mixedRows(N);
    holes[3] = Float.NaN;
    sumUpTheDeviance(network(mixed, Latents.normal(2), 3), holes, 1e-13);
  }

  private static void sumUpTheDeviance(Network network, float[] rows, double tolerance) {
    try (network) {
      int features = network.architecture().features();
      RowScores scores = score(network, rows, 5, RowScore.DEVIANCE, RowScore.DEVIANCE_CONTRIBUTION);
      for (int i = 0; i < rows.length / features; i++) {
        double[] parts = RowScores.of(i, scores.contributions(), features);
        assertThat(Arrays.stream(parts).min().orElseThrow()).isNotNegative();
        double whole = scores.deviance()[i];
        assertThat(Arrays.stream(parts).sum())
            .isCloseTo(whole, within(tolerance * (1 + Math.abs(whole))));
      }
    }
  }

  /** Of a Gaussian: (x - E[x|z])^2 / 2 v, a mean over draws; here each has the same log p(x|z). */
  @Test
  void theDevianceOfAGaussianIsItsSquaredErrorInVariances() {
    float[] rows = rows(N, 3);
    try (Network network = pca(Latents.normal(2), 0)) {
      RowScores scores = score(network, rows, 3, RowScore.DEVIANCE, RowScore.RECONSTRUCTION);
      double perfect = -1.5 * Math.log(2 * Math.PI * V);
      for (int i = 0; i < N; i++) {
        double error = perfect - scores.reconstruction()[i];
        assertThat(scores.deviance()[i]).isCloseTo(error, within(1e-6 * (1 + error)));
      }
    }
  }

  @Test
  void contributionsGoToOneScore() {
    assertThatThrownBy(() -> new ScoreRequest(EnumSet.allOf(RowScore.class), 1))
        .hasMessage(
            "Cannot score rows: contributions to [2] scores are asked for. Ask for those to one.");
  }
}
