package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A family at one theta, with no parameters left: the base of a flow, or a prior that is not
 * learned. theta of it is empty.
 */
public final class Fixed implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final Reparameterized family;
  private final double[] constants;

  /**
   * The family at these constants.
   *
   * @throws IllegalArgumentException if they are outside of its domain
   */
  public Fixed(Reparameterized family, double... constants) {
    family.check(constants);
    this.family = family;
    this.constants = constants.clone();
  }

  /** n independent standard normal numbers. */
  public static Fixed standardNormal(int n) {
    double[] theta = new double[2 * n];
    Arrays.fill(theta, n, 2 * n, 1);
    return new Fixed((Reparameterized) Independent.of(new Normal(), n), theta);
  }

  @Override
  public String name() {
    return family.name();
  }

  @Override
  public int size() {
    return family.size();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    family.sample(constants, noise, z);
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    return family.logDensity(constants, z);
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {}

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    family.addSlope(constants, z, weight, gradient);
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {}

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    return family.mean(constants);
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    return family.variance(constants);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return family.center(constants);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return family
        .klTo(prior)
        .map(
            kl ->
                (theta, priorTheta, gradient) ->
                    kl.value(constants, priorTheta, new double[constants.length]));
  }
}
