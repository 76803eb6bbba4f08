package dev.elbo.optim;

/**
 * All that training carries from one round to the next; what is broadcast, averaged and
 * checkpointed. The arrays are not copied: nobody writes into a state.
 *
 * @param parameters the flat parameter vector
 * @param moments of the optimizer, as {@link StepRule} lays them out; empty where each shard keeps
 *     its own
 * @param outer what the averaging rule remembers
 * @param blockSteps the steps that the last rounds count for under block momentum; 0 without
 * @param step local steps taken so far on the longest path; bias corrections use it
 * @param epoch completed epochs
 * @param rounds completed rounds, over all epochs
 * @param rollbacks how often training went back for divergence; each halves the learning rate
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of floats; nobody compares two states.
public record TrainingState(
    float[] parameters,
    float[] moments,
    float[] outer,
    double blockSteps,
    long step,
    int epoch,
    long rounds,
    int rollbacks) {

  /** The state before the first step. */
  public static TrainingState initial(float[] parameters, float[] moments, float[] outer) {
    return new TrainingState(parameters, moments, outer, 0, 0, 0, 0, 0);
  }

  /** The same state, one epoch on. */
  public TrainingState afterEpoch() {
    return new TrainingState(
        parameters, moments, outer, blockSteps, step, epoch + 1, rounds, rollbacks);
  }

  /** The same state, to be gone on from with half the learning rate. */
  public TrainingState withLowerRate() {
    return new TrainingState(
        parameters, moments, outer, blockSteps, step, epoch, rounds, rollbacks + 1);
  }

  /** The factor on the learning rate. */
  public double rateFactor() {
    return Math.scalb(1.0, -rollbacks);
  }
}
