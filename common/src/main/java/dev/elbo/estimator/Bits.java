package dev.elbo.estimator;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Logits;
import dev.elbo.distribution.Noise;

/**
 * A bernoulli or independent ones, seen as n thresholds on logistic noise: bit i is 1 where logit_i
 * + noise_i is above 0.
 */
record Bits(Family family, int count) {

  /** Refuses other families in the name of an estimator. */
  static Bits of(Family family, String estimator) {
    if (family instanceof Bernoulli) {
      return new Bits(family, 1);
    }
    if (family instanceof Independent independent && independent.event() instanceof Bernoulli) {
      return new Bits(family, independent.count());
    }
    throw new IllegalArgumentException(
        "Cannot estimate with %s: z of [%s] is no vector of bits. Use bernoulli, or leave-one-out."
            .formatted(estimator, family.name()));
  }

  /** The uniform number that bit i of a draw is made of. */
  double uniform(Noise sample, int i) {
    return (family instanceof Independent ? sample.at(i) : sample).uniform(0);
  }

  /** The logistic noise that bit i of a draw is made of. */
  double logistic(Noise sample, int i) {
    return Logits.logit(uniform(sample, i));
  }
}
