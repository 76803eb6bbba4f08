package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Backward through every likelihood, heads of any width, against central differences in double. */
class LikelihoodGradientTest {
  private static final int FEATURES = 5;
  private static final int LATENT = 3;
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
            FEATURES, List.of(6, 4), LATENT, List.of(4, 7), Activation.TANH, likelihood);
    float[] rows = rows(likelihood);
    try (Network network = network(architecture)) {
      network.step(rows, BATCH, eps(), BETA, new ElboSums(LATENT));
      double[] gradient = network.gradient().toDoubleVector();
      double scale = 0;
      for (double value : gradient) {
        scale = Math.max(scale, Math.abs(value));
      }
      INDArray parameters = network.parameters();
      for (int i = 0; i < gradient.length; i++) {
        double h = 1e-5;
        double at = parameters.getDouble(i);
        parameters.putScalar(i, at + h);
        double above = loss(network, rows);
        parameters.putScalar(i, at - h);
        double below = loss(network, rows);
        parameters.putScalar(i, at);
        double difference = (above - below) / (2 * h);
        double tolerance = 1e-6 * Math.max(Math.abs(difference), 1e-2 * scale);
        assertThat(Math.abs(gradient[i] - difference)).isLessThan(tolerance);
      }
    }
  }

  private static Network network(Architecture architecture) {
    Network network = new Network(architecture, BATCH, DataType.DOUBLE);
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(11, 0, 0, 0)));
    return network;
  }

  private static double loss(Network network, float[] rows) {
    ElboSums sums = new ElboSums(LATENT);
    network.evaluate(rows, BATCH, eps(), sums);
    return -sums.parts(BETA).objective();
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

  private static double[] eps() {
    double[] eps = new double[BATCH * LATENT];
    Noise.of(4, 0, 0, 0).gaussians(eps);
    return eps;
  }
}
