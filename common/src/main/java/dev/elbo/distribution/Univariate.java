package dev.elbo.distribution;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A reparameterized family of one number, whose pathwise gradient is a function of z alone: noise
 * need not be kept. The scalar methods are the family; the array methods follow from them.
 */
public interface Univariate extends Reparameterized {

  /** Draws z; checks theta. */
  double sample(double[] theta, Noise noise);

  /** log p(z) in nats; checks theta. */
  double logDensity(double[] theta, double z);

  /**
   * The derivatives of log p(z).
   *
   * @param score receives d log p / d theta, [parameters]; what it held is replaced
   * @return d log p / d z
   */
  double slope(double[] theta, double z, double[] score);

  /**
   * The pathwise derivative.
   *
   * @param derivative receives dz/dtheta, [parameters]; what it held is replaced
   */
  void pathwise(double[] theta, double z, double[] derivative);

  /** F(z) = P(Z &lt;= z); checks theta. */
  double cumulative(double[] theta, double z);

  /** E[z]; infinite where it diverges, empty where there is none or no closed form. */
  OptionalDouble meanValue(double[] theta);

  /** Var[z]; as {@link #meanValue}. */
  OptionalDouble varianceValue(double[] theta);

  @Override
  default int size() {
    return 1;
  }

  @Override
  default void sample(double[] theta, Noise noise, double[] z) {
    z[0] = sample(theta, noise);
  }

  @Override
  default double logDensity(double[] theta, double[] z) {
    return logDensity(theta, z[0]);
  }

  @Override
  default void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double[] score = new double[theta.length];
    slope(theta, z[0], score);
    for (int j = 0; j < score.length; j++) {
      gradient[j] += weight * score[j];
    }
  }

  @Override
  default void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    gradient[0] += weight * slope(theta, z[0], new double[theta.length]);
  }

  @Override
  default void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    double[] derivative = new double[theta.length];
    pathwise(theta, z[0], derivative);
    for (int j = 0; j < derivative.length; j++) {
      gradient[j] += cotangent[0] * derivative[j];
    }
  }

  @Override
  default Optional<double[]> mean(double[] theta) {
    OptionalDouble mean = meanValue(theta);
    return mean.isPresent() ? Optional.of(new double[] {mean.getAsDouble()}) : Optional.empty();
  }

  @Override
  default Optional<double[]> variance(double[] theta) {
    OptionalDouble variance = varianceValue(theta);
    return variance.isPresent()
        ? Optional.of(new double[] {variance.getAsDouble()})
        : Optional.empty();
  }
}
