package dev.elbo.distribution;

/**
 * A family whose draws have a gradient: z = g(theta, noise) with g differentiable in theta, or z
 * from any sampler with the implicit gradient -(dF/dtheta)/p (Figurnov, Mohamed, Mnih 2018).
 */
public interface Reparameterized extends Family {

  /**
   * Adds the pathwise gradient: cotangent^T dz/dtheta.
   *
   * @param z what {@link #sample} drew from the same theta and noise
   * @param cotangent d loss / d z, [size]
   * @param gradient [parameters]
   */
  void addPathwise(double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient);

  /**
   * Adds {@code weight} times d log density(z) / d z at fixed theta.
   *
   * @param gradient [size]
   */
  void addSlope(double[] theta, double[] z, double weight, double[] gradient);
}
