package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.ContinuousBernoulli;
import dev.elbo.vae.likelihood.Laplace;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.LearnedStudentT;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.NegativeBinomial;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backward through every likelihood, heads of any width, against central differences in double. */
class LikelihoodGradientTest {
  private static final int FEATURES = 5;
  private static final Latents LATENTS = Latents.normal(3);
  private static final Noise NOISE = Noise.of(4, 0, 0, 0);
  private static final int BATCH = 4;
  private static final double BETA = 0.7;

  static Stream<Likelihood> likelihoods() {
    return Stream.of(
        new ContinuousBernoulli(),
        new Laplace(),
        new StudentT(2.5),
        new LearnedStudentT(),
        new Poisson(),
        new NegativeBinomial(),
        new Categorical(4),
        new Mixed(
            List.of(
                new LearnedGaussian(),
                new Categorical(4),
                new Poisson(),
                new Categorical(5),
                new ContinuousBernoulli())));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void gradientsAgreeWithCentralDifferencesTo1e6(Likelihood likelihood) {
    Architecture architecture =
        new Architecture(
            FEATURES, List.of(6, 4), LATENTS, List.of(4, 7), Activation.TANH, likelihood);
    float[] rows = rows(likelihood);
    try (Network network = network(architecture)) {
      loss(network, rows);
      CentralDifferences.agreeTo1e6(network, () -> loss(network, rows));
    }
  }

  private static Network network(Architecture architecture) {
    Network network = Network.reference(architecture, Objective.elbo(), BATCH);
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(11, 0, 0, 0)));
    return network;
  }

  private static double loss(Network network, float[] rows) {
    ElboSums sums = new ElboSums(LATENTS);
    network.step(rows, BATCH, NOISE, Annealing.beta(BETA), sums);
    return -sums.parts().objective();
  }

  /** 0 to 1, or 0 to 3 where the law of the column is about whole numbers. */
  private static float[] rows(Likelihood likelihood) {
    float[] rows = new float[BATCH * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      double u = Noise.of(3, 0, 0, 0).uniform(i);
      rows[i] = (float) (law(likelihood, i % FEATURES).support().isWhole() ? Math.floor(4 * u) : u);
    }
    return rows;
  }

  private static ColumnLikelihood law(Likelihood likelihood, int column) {
    return likelihood instanceof Mixed mixed
        ? mixed.columns().get(column)
        : (ColumnLikelihood) likelihood;
  }
}
