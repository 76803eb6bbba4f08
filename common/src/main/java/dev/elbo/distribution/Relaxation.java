package dev.elbo.distribution;

/** The relaxation of a discrete family: the same theta and noise, a z with a gradient. */
public final class Relaxation {
  private Relaxation() {}

  /**
   * {@link RelaxedBernoulli} of {@link Bernoulli}, {@link Concrete} of {@link Categorical}, and
   * independent ones of independent ones.
   *
   * @param temperature 1e-100 to 1e100
   * @throws IllegalArgumentException if the family is neither, or the temperature is not
   */
  public static Reparameterized of(Family discrete, double temperature) {
    if (discrete instanceof Bernoulli) {
      return new RelaxedBernoulli(temperature);
    }
    if (discrete instanceof Categorical) {
      return new Concrete(discrete.size(), temperature);
    }
    if (discrete instanceof Independent independent) {
      return new IndependentReparameterized(
          of(independent.event(), temperature), independent.count());
    }
    throw new IllegalArgumentException(
        "Cannot relax [%s]: only bernoulli and categorical have a relaxation. Use one of them."
            .formatted(discrete.name()));
  }
}
