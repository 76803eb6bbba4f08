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

  /**
   * The step rules; all but adamw are ND4J's. Their formulas, with gradient g, rate r, step t from
   * 1, and every moment 0 before the first step; x is what the parameters lose.
   */
  public enum Rule {
    /** x = r g. */
    SGD(0),
    /**
     * Momentum mu with look-ahead (Sutskever et al. 2013, in the form of Bengio et al. 2012): v' =
     * mu v - r g; x = mu v - (1 + mu) v'.
     */
    NESTEROVS(1),
    /**
     * Kingma and Ba 2015, the efficient form at the end of their section 2, in which epsilon is not
     * bias-corrected: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; x = r sqrt(1 -
     * beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon).
     */
    ADAM(2),
    /**
     * Adam with the greatest v so far in the place of v (Reddi et al. 2018). Unlike there, the bias
     * is corrected as in adam.
     */
    AMSGRAD(3),
    /**
     * Kingma and Ba 2015, section 7.1: m as in adam; u = max(beta2 u, |g|) + 1e-32; x = r / (1 -
     * beta1^t) m / u. Uses no epsilon.
     */
    ADAMAX(2),
    /**
     * Dozat 2016, but v is not bias-corrected: m and v as in adam; x = r (beta1 m + (1 - beta1) g)
     * / (1 - beta1^t) / (sqrt(v) + epsilon). So the first steps are longer than the paper's: by 1 /
     * sqrt(1 - beta2), which is 32 for beta2 = 0.999.
     */
    NADAM(2),
    /** Tieleman and Hinton 2012: v = rho v + (1 - rho) g^2; x = r g / (sqrt(v) + epsilon). */
    RMSPROP(1),
    /** Duchi et al. 2011: v = v + g^2; x = r g / (sqrt(v) + epsilon). */
    ADAGRAD(1),
    /**
     * Zeiler 2012: v = rho v + (1 - rho) g^2; x = g sqrt(d + epsilon) / sqrt(v + epsilon); d = rho
     * d + (1 - rho) x^2.
     */
    ADADELTA(2),
    /**
     * Adam with decoupled weight decay (Loshchilov and Hutter 2019), which ND4J lacks: the
     * parameters are multiplied by 1 - r weightDecay, then step as in adam.
     */
    ADAMW(2);

    private final int moments;

    Rule(int moments) {
      this.moments = moments;
    }

    /** How many numbers the rule keeps for a parameter. */
    public int moments() {
      return moments;
    }
  }

  /** Adam with the constants of the paper (Kingma and Ba 2015) and a constant rate. */
  public static Optimizer adam(double learningRate) {
    return new Optimizer(
        Rule.ADAM, learningRate, new Schedule.Constant(), 0.9, 0.999, 1e-8, 0.9, 0.95, 0);
  }

  /** The same rule with a multiple of the learning rate. */
  public Optimizer withRateTimes(double factor) {
    return new Optimizer(
        rule, learningRate * factor, schedule, beta1, beta2, epsilon, momentum, rho, weightDecay);
  }

  /**
   * Adam's rate with its bias correction, rate sqrt(1 - beta2^t) / (1 - beta1^t) with t = step + 1.
   *
   * @param step the global step count before the update, from 0
   */
  public double adamRate(long step, double rate) {
    double t = step + 1.0;
    return rate * (Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t)));
  }

  /** The learning rate at a time, both in epochs. */
  public double rateAt(double epoch, double epochs) {
    return learningRate * schedule.factor(epoch, epochs);
  }
}
