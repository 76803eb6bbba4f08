package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.RowLikelihood;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Codes that the encoder reads as zeros and ones, and cells that nobody asks of anybody. */
class MissingCellsTest {
  private static final float NONE = Float.NaN;
  private static final Inputs INPUTS = new Inputs(List.of(0, 3, 0), List.of(0, 1));
  private static final Mixed LAWS =
      new Mixed(List.of(new LearnedGaussian(), new Categorical(3), new Bernoulli()));
  private static final Noise NOISE = Noise.of(4, 0, 0, 0);

  /** Four rows, of which each column misses one, and one has nothing at all. */
  private static final float[] ROWS = {0.5f, 2, 1, NONE, 1, 0, 1.5f, NONE, NONE, NONE, NONE, NONE};

  private static Architecture architecture(Inputs inputs) {
    return new Architecture(
        3, List.of(6), Latents.normal(2), List.of(5), Activation.TANH, LAWS, inputs);
  }

  private static Network network(Architecture architecture, int batch) {
    Network network = Network.reference(architecture, Objective.elbo(), batch);
    network.setParameters(
        Initializer.initialize(network.layout(), Initialization.FAN_IN_UNIFORM, NOISE));
    return network;
  }

  private static ElboParts step(Network network, float[] rows) {
    ElboSums sums = new ElboSums(Latents.normal(2));
    network.step(rows, rows.length / 3, NOISE, Annealing.beta(1), sums);
    return sums.parts();
  }

  @Test
  void theGradientAgreesWithCentralDifferences() {
    try (Network network = network(architecture(INPUTS), 4)) {
      step(network, ROWS);
      CentralDifferences.agreeTo1e6(network, () -> -step(network, ROWS).objective());
    }
  }

  @Test
  void theEncoderReadsCodesAsZerosAndOnesAndFlags() {
    Inputs inputs = INPUTS;
    assertThat(inputs.width()).isEqualTo(1 + 3 + 1 + 2);
    float[] expanded = {0.5f, 0, 0, 1, 1, 0, 0};
    float[] none = {0, 0, 0, 0, 0, 1, 1};
    assertThat(read(inputs, 0.5f, 2, 1)).containsExactly(expanded);
    assertThat(read(inputs, NONE, NONE, NONE)).containsExactly(none);
  }

  private static float[] read(Inputs inputs, float... row) {
    try (EncoderInput input = new EncoderInput(DataType.FLOAT, inputs, 1, true)) {
      input.put(Rows.of(row, row.length), 1, 1);
      float[] read = new float[inputs.width()];
      input.read().get(0, read, read.length);
      return read;
    }
  }

  @Test
  void aRowWithoutAnyCellCostsNothingButItsKl() {
    try (Network network = network(architecture(INPUTS), 1)) {
      ElboParts parts = step(network, new float[] {NONE, NONE, NONE});
      assertThat(parts.reconstruction()).isZero();
      assertThat(parts.kl()).isPositive();
    }
  }

  /** As of a model whose training rows missed no cell. */
  @Test
  void anEncoderThatReadsCellsAsTheyAreReadsZeroOfAMissingOne() {
    Mixed numbers = new Mixed(List.of(new LearnedGaussian(), new LearnedGaussian()));
    Architecture plain =
        new Architecture(2, List.of(6), Latents.normal(2), List.of(5), Activation.TANH, numbers);
    try (Network network = network(plain, 1)) {
      assertThat(network.encode(new float[] {NONE, 1.5f}, 1))
          .containsExactly(network.encode(new float[] {0, 1.5f}, 1));
    }
  }

  /** Heads: mean and log-variance of column 0, logits of column 1, the logit of column 2. */
  @Test
  void aMissingCellTakesItsTermOutOfTheReconstructionAndItsOutputsGetNoGradient() {
    RowLikelihood law = LAWS.over(3);
    double[][] outputs = {{0.3}, {-0.2}, {1, -1, 0.5}, {0.7}};
    double[] terms = new double[3];
    law.terms(new float[] {0.5f, 2, 1}, outputs, 0, terms);
    for (int missing = 0; missing < 3; missing++) {
      float[] row = {0.5f, 2, 1};
      row[missing] = NONE;
      double[][] gradients = {new double[1], new double[1], {9, 9, 9}, new double[1]};
      double density = law.logDensity(row, outputs, 0, gradients);
      assertThat(density).isCloseTo(sum(terms) - terms[missing], within(1e-15));
      assertThat(sum(gradients[0]) == 0 && sum(gradients[1]) == 0).isEqualTo(missing == 0);
      assertThat(gradients[2][0] == 0).isEqualTo(missing == 1);
      assertThat(gradients[3][0] == 0).isEqualTo(missing == 2);
    }
  }

  private static double sum(double[] values) {
    return DoubleStream.of(values).sum();
  }

  @Test
  void flagsOfColumnsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> new Inputs(List.of(0, 0), List.of(2)))
        .hasMessage("Cannot flag column [2]: there are [2]. Count from 0.");
    assertThatThrownBy(() -> architecture(Inputs.cells(2)))
        .hasMessage("Cannot build a network: its encoder reads [2] columns of [3]. Use one width.");
  }
}
