package dev.elbo.optim;

import java.io.Serializable;

/**
 * A step rule by name, its constants and its learning rate over time.
 *
 * @param rule which rule
 * @param learningRate the base rate, positive; adadelta has none and ignores it
 * @param schedule the factor on the base rate
 * @param beta1 decay of the first moment (adam, amsgrad, adamax, nadam, adamw)
 * @param beta2 decay of the second moment (the same)
 * @param epsilon added to the root of the second moment
 * @param momentum of nesterovs
 * @param rho decay of the squared gradient (rmsprop, adadelta)
 * @param weightDecay of adamw, decoupled, times the learning rate
 */
public record Optimizer(
    Rule rule,
    double learningRate,
    Schedule schedule,
    double beta1,
    double beta2,
    double epsilon,
    double momentum,
    double rho,
    double weightDecay)
    implements Serializable {

  /** The step rules; all but adamw are ND4J's own. */
  public enum Rule {
    SGD,
    NESTEROVS,
    ADAM,
    AMSGRAD,
    ADAMAX,
    NADAM,
    RMSPROP,
    ADAGRAD,
    ADADELTA,
    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019), which ND4J lacks. */
    ADAMW
  }

  /** Adam with the constants of the paper (Kingma and Ba 2015) and a constant rate. */
  public static Optimizer adam(double learningRate) {
    return new Optimizer(
        Rule.ADAM, learningRate, new Schedule.Constant(), 0.9, 0.999, 1e-8, 0.9, 0.95, 0);
  }

  /** The learning rate at a time, both in epochs. */
  public double rateAt(double epoch, double epochs) {
    return learningRate * schedule.factor(epoch, epochs);
  }
}
