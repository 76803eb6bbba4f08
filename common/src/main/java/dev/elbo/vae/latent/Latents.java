package dev.elbo.vae.latent;

import java.io.Serializable;
import java.util.List;

/**
 * Which latents a network has.
 *
 * @param family the name of q(z|x) in {@link Posterior#names}
 * @param dimension how many latents
 * @param components what the family has besides: categories of categorical, components of mixture,
 *     the rank of low-rank-normal, the steps of a flow; else unused
 * @param prior the parameters of p(z) of one event; empty for the family's own
 */
public record Latents(String family, int dimension, int components, List<Double> prior)
    implements Serializable {
  public Latents {
    prior = List.copyOf(prior);
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "Cannot build a latent space: its dimension is [" + dimension + "]. Use 1 or more.");
    }
  }

  /** Independent normal latents against N(0, 1): the textbook's. */
  public static Latents normal(int dimension) {
    return new Latents("normal", dimension, 0, List.of());
  }
}
