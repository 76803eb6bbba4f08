package dev.elbo.distribution;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A family of distributions of a vector z: pure functions of the parameters theta and of explicit
 * noise, on plain doubles.
 *
 * <p>theta is one flat vector: the blocks of {@link #parameters} one after the other. z is an array
 * of {@link #size} numbers. {@link #sample}, {@link #logDensity} and the moments check theta;
 * gradients trust that one of them has. A family is immutable.
 */
public interface Family extends Serializable {

  /** The name in settings, in model files and in errors, such as {@code von-mises}. */
  String name();

  /** How many numbers z has. */
  int size();

  /** The blocks of theta, in order. */
  List<Parameter> parameters();

  /**
   * Draws z.
   *
   * @param theta [parameters]
   * @param noise a key of this draw alone; how many of its numbers are used is up to the family
   * @param z receives the draw, [size]
   * @throws IllegalArgumentException that names the parameter and its value, if theta is outside of
   *     its domain
   */
  void sample(double[] theta, Noise noise, double[] z);

  /**
   * The log density (log probability of a discrete z) in nats; negative infinity outside of the
   * support.
   *
   * @throws IllegalArgumentException as {@link #sample}
   */
  double logDensity(double[] theta, double[] z);

  /**
   * Adds {@code weight} times the score, d log density(z) / d theta at fixed z.
   *
   * @param gradient [parameters]
   */
  void addScore(double[] theta, double[] z, double weight, double[] gradient);

  /**
   * E[z], [size]; infinite where it diverges, empty where it does not exist or has no closed form
   * (the family says which).
   */
  Optional<double[]> mean(double[] theta);

  /** Var[z] of each number of z, [size]; infinite or empty as {@link #mean}. */
  Optional<double[]> variance(double[] theta);

  /**
   * The point that stands for the distribution in plots and codes: the mean, or, where there is
   * none, another one that the family documents (median, mode).
   */
  default double[] center(double[] theta) {
    return mean(theta)
        .orElseThrow(() -> new UnsupportedOperationException(name() + " documents no center"));
  }

  /**
   * Whether the support is the same for all theta. Where it moves with theta, as that of a uniform
   * does, the score has not expectation 0: score-function estimators are biased there, and so is a
   * pathwise gradient without the score of log q. Pathwise gradients with all terms are right.
   */
  default boolean hasFixedSupport() {
    return true;
  }

  /** KL(this || prior) in closed form, where there is one. */
  default Optional<ClosedFormKl> klTo(Family prior) {
    return Optional.empty();
  }

  /** The length of theta. */
  default int parameterCount() {
    return parameters().stream().mapToInt(Parameter::length).sum();
  }

  /** Refuses a theta of another length or outside of its domain. */
  default void check(double[] theta) {
    Domains.check(this, theta);
  }
}
