package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient of a whole network in double against differences of the loss. */
final class CentralDifferences {
  private static final double STEP = 1e-5;

  private CentralDifferences() {}

  /**
   * Asserts that the network's last gradient is that of the loss, each entry to 1e-6 of itself (or
   * of a hundredth of the largest).
   *
   * @param loss at the network's parameters as they are
   */
  static void agreeTo1e6(Network network, DoubleSupplier loss) {
    double[] gradient = network.gradient().toDoubleVector();
    double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    INDArray parameters = network.parameters();
    for (int i = 0; i < gradient.length; i++) {
      double at = parameters.getDouble(i);
      parameters.putScalar(i, at + STEP);
      double above = loss.getAsDouble();
      parameters.putScalar(i, at - STEP);
      double below = loss.getAsDouble();
      parameters.putScalar(i, at);
      double difference = (above - below) / (2 * STEP);
      double tolerance = 1e-6 * Math.max(Math.abs(difference), 1e-2 * scale);
      assertThat(gradient[i]).as("parameter %s", i).isCloseTo(difference, within(tolerance));
    }
  }
}
