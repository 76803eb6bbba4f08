package dev.elbo.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * An optimizer at work on flat vectors: ND4J's updater of that name over one vector of moments,
 * which is laid out as ND4J lays it out (adam: m, then v).
 */
public final class StepRule {
  private final Optimizer optimizer;
  private final IUpdater configuration;
  private final GradientUpdater<?> updater;

  /**
   * A rule that continues from given moments.
   *
   * @param moments [{@link #momentCount}], updated in place; zeros at the start of training, an
   *     empty array for a rule without moments
   */
  public StepRule(Optimizer optimizer, INDArray moments) {
    this.optimizer = optimizer;
    this.configuration = configuration(optimizer);
    // ND4J's updaters without state refuse a vector for it.
    INDArray state = moments.isEmpty() ? null : moments.reshape(1, moments.length());
    this.updater = configuration.instantiate(state, false);
  }

  /** The length of the moments vector for so many parameters; 0 for sgd. */
  public static int momentCount(Optimizer optimizer, int parameters) {
    return Math.toIntExact(configuration(optimizer).stateSize(parameters));
  }

  /**
   * One update.
   *
   * @param parameters [n], updated in place
   * @param gradient [n], overwritten
   * @param step the global step count before this update, from 0; bias corrections use it
   * @param rate the learning rate of this step, not negative; adadelta has none and ignores it
   */
  public void update(INDArray parameters, INDArray gradient, long step, double rate) {
    if (optimizer.rule() != Optimizer.Rule.ADADELTA) {
      configuration.setLrAndSchedule(rate, null);
    }
    if (optimizer.rule() == Optimizer.Rule.ADAMW) {
      parameters.muli(1 - rate * optimizer.weightDecay());
    }
    updater.applyUpdater(gradient.reshape(1, gradient.length()), Math.toIntExact(step), 0);
    if (!standsStill(rate)) {
      parameters.subi(gradient);
    }
  }

  /** These rules of ND4J put epsilon in the place of a rate of 0, to which a schedule may fall. */
  private boolean standsStill(double rate) {
    return rate == 0
        && switch (optimizer.rule()) {
          case ADAM, ADAMW, AMSGRAD, ADAMAX -> true;
          default -> false;
        };
  }

  private static IUpdater configuration(Optimizer o) {
    return switch (o.rule()) {
      case SGD -> new Sgd(o.learningRate());
      case NESTEROVS -> new Nesterovs(o.learningRate(), o.momentum());
      case ADAM, ADAMW -> new Adam(o.learningRate(), o.beta1(), o.beta2(), o.epsilon());
      case AMSGRAD -> new AMSGrad(o.learningRate(), o.beta1(), o.beta2(), o.epsilon());
      case ADAMAX -> new AdaMax(o.learningRate(), o.beta1(), o.beta2(), o.epsilon());
      case NADAM -> new Nadam(o.learningRate(), o.beta1(), o.beta2(), o.epsilon());
      case RMSPROP -> new RmsProp(o.learningRate(), o.rho(), o.epsilon());
      case ADAGRAD -> new AdaGrad(o.learningRate(), o.epsilon());
      case ADADELTA -> new AdaDelta(o.rho(), o.epsilon());
    };
  }
}
