package dev.elbo.optim;

/**
 * A moving average, a' = keep a + add g.
 *
 * @param keep the decay
 * @param add what it is short of 1, rounded once
 */
record Decay(float keep, float add) {
  Decay(double decay) {
    this((float) decay, (float) (1 - decay));
  }
}
