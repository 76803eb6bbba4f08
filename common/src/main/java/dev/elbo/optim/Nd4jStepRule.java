package dev.elbo.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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

/** ND4J's updater of the rule's name, in the precision of the vectors. */
public final class Nd4jStepRule implements StepRule {
  private final Optimizer optimizer;
  private final IUpdater configuration;
  private final INDArray moments;
  private final GradientUpdater<?> updater;

  /**
   * A rule that continues from given moments.
   *
   * @param moments as {@link StepRule} lays them out, copied
   */
  public Nd4jStepRule(Optimizer optimizer, float[] moments) {
    this.optimizer = optimizer;
    this.configuration = updater(optimizer);
    // ND4J's arrays of length 0 have no memory, and its updaters without state refuse one.
    this.moments = moments.length == 0 ? null : Nd4j.createFromArray(new float[][] {moments});
    this.updater = configuration.instantiate(this.moments, false);
  }

  @Override
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

  @Override
  public float[] moments() {
    return moments == null ? new float[0] : moments.toFloatVector();
  }

  @Override
  public void close() {
    if (moments != null) {
      moments.close();
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

  /** ND4J's configuration of a rule, at the base rate; of adamw without its weight decay. */
  public static IUpdater updater(Optimizer o) {
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
