package dev.elbo.optim;

/**
 * All that training carries from one round to the next; what is broadcast, averaged and
 * checkpointed. The arrays are not copied: nobody writes into a state.
 *
 * @param parameters the flat parameter vector
 * @param moments of the optimizer, as {@link StepRule} lays them out
 * @param step local steps taken so far on the longest path; bias corrections use it
 * @param epoch completed epochs
 */
public record TrainingState(float[] parameters, float[] moments, long step, int epoch) {

  /** The state before the first step. */
  public static TrainingState initial(float[] parameters, Optimizer optimizer) {
    int moments = StepRule.momentCount(optimizer, parameters.length);
    return new TrainingState(parameters, new float[moments], 0, 0);
  }
}
