package dev.elbo.optim;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optimizer at work on flat vectors: a rule of {@link Optimizer.Rule} and its moments. One
 * thread at a time.
 *
 * <p>Moments are one vector, each moment as long as the parameters, in the order of ND4J's
 * updaters: adam, adamw, nadam m, v; amsgrad m, v, greatest v; adamax m, u; adadelta v, d.
 */
public interface StepRule extends AutoCloseable {

  /** The length of the moments vector for so many parameters; 0 for sgd. */
  static int momentCount(Optimizer optimizer, int parameters) {
    return Math.multiplyExact(optimizer.rule().moments(), parameters);
  }

  /**
   * One update.
   *
   * @param parameters [n], updated in place
   * @param gradient [n]; its content afterwards is arbitrary
   * @param step the global step count before this update, from 0; bias corrections use it
   * @param rate the learning rate of this step, not negative; adadelta has none and ignores it
   */
  void update(INDArray parameters, INDArray gradient, long step, double rate);

  /** A copy of the moments. */
  float[] moments();

  @Override
  void close();
}
