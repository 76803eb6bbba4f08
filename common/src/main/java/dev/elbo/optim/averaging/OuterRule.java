package dev.elbo.optim.averaging;

import java.io.Serializable;

/**
 * What the model becomes when a round ends: a pure function of the model before it, of what the
 * rule remembers, and of the weighted mean over shards. In the formulas x is the model before the
 * round, y the mean after it, D = x - y the pseudo-gradient.
 *
 * <p>Every rule works coordinate by coordinate in double and rounds to float once.
 */
public interface OuterRule extends Serializable {

  /** How many numbers it remembers for a parameter. */
  int vectors();

  /** What it remembers before the first round: [vectors, parameters], row by row. */
  default float[] initial(float[] parameters) {
    return new float[Math.multiplyExact(vectors(), parameters.length)];
  }

  /** What the shards start a round from; the model itself, unless the rule looks ahead. */
  default float[] start(Model model) {
    return model.parameters();
  }

  /**
   * The model after a round.
   *
   * @param before the round
   * @param mean [parameters] over shards, weighted by their examples
   */
  Model next(Model before, float[] mean, Round round);

  /** The momentum between rounds, which block-Adam corrects the moments for; 0 without. */
  default double blockMomentum() {
    return 0;
  }

  /**
   * The round that ends.
   *
   * @param number of it over all epochs, from 1
   * @param rate the inner learning rate at its end
   */
  record Round(long number, double rate) {}

  /**
   * A model and what the rule remembers. The arrays are not copied: nobody writes into them.
   *
   * @param parameters [n]
   * @param memory [vectors, n]
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of floats; nobody compares two records.
  record Model(float[] parameters, float[] memory) {}
}
