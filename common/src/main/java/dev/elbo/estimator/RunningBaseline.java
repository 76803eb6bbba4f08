package dev.elbo.estimator;

/**
 * A moving average of f over earlier calls, NVIL's centering without its network (Mnih and Gregor
 * 2014). Each call of {@link #contributions} subtracts the average of the calls before it, nothing
 * at the first, and then takes its own values in: the j-th last call counts decay^j. Unbiased,
 * since it knows only the past.
 *
 * <p>It has a state: the one mutable thing here. It belongs to one estimator of one pass of
 * training, called in a fixed order from one thread; a pass that starts anew starts with a new one,
 * so that a restart gives the same numbers.
 */
public final class RunningBaseline implements Baseline {
  private final double decay;
  private final boolean scaled;
  private double weight;
  private double mean;
  private double variance;

  private RunningBaseline(double decay, boolean scaled) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "Cannot average a baseline: the decay [%s] is not in [0, 1). Give one such as 0.9."
              .formatted(decay));
    }
    this.decay = decay;
    this.scaled = scaled;
  }

  /** Subtracts the average; {@code decay} in [0, 1) is a call's. */
  public static RunningBaseline centered(double decay) {
    return new RunningBaseline(decay, false);
  }

  /**
   * Also divides by max(1, standard deviation of earlier values), as NVIL does: the estimate is
   * then one of the gradient divided by that number, which bounds the step and not the direction.
   */
  public static RunningBaseline scaled(double decay) {
    return new RunningBaseline(decay, true);
  }

  @Override
  public String name() {
    return scaled ? "scaled-running-baseline" : "running-baseline";
  }

  @Override
  public double[][] contributions(double[] values, double[][] scores) {
    double scale = scaled ? Math.max(1, Math.sqrt(variance)) : 1;
    double[][] result = new double[values.length][];
    for (int k = 0; k < result.length; k++) {
      result[k] = ConstantBaseline.times((values[k] - mean) / scale, scores[k]);
    }
    update(values);
    return result;
  }

  /** The mean and the variance of a mixture: the past, and this call with the newest weight. */
  private void update(double[] values) {
    double now = ConstantBaseline.mean(values);
    double within = 0;
    for (double value : values) {
      within += (value - now) * (value - now) / values.length;
    }
    if (!Double.isFinite(within)) {
      return;
    }
    weight = decay * weight + 1;
    double share = 1 / weight;
    double shift = now - mean;
    mean += share * shift;
    variance = (1 - share) * (variance + share * shift * shift) + share * within;
  }
}
