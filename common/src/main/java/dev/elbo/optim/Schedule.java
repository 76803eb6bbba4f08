package dev.elbo.optim;

import java.io.Serializable;

/**
 * How the learning rate moves with training time. Time is counted in epochs (a fraction within
 * one), so that a schedule means the same for any number of shards and any batch size.
 */
public sealed interface Schedule extends Serializable {

  /**
   * The factor on the base learning rate.
   *
   * @param epoch time since the start of training, in epochs
   * @param epochs the length of training, in epochs
   */
  double factor(double epoch, double epochs);

  /** Always the base rate. */
  record Constant() implements Schedule {
    @Override
    public double factor(double epoch, double epochs) {
      return 1;
    }
  }

  /**
   * Multiplied by {@code decay} after every {@code every} epochs.
   *
   * @param every in epochs, positive
   * @param decay in (0, 1]
   */
  record Step(double every, double decay) implements Schedule {
    @Override
    public double factor(double epoch, double epochs) {
      return Math.pow(decay, Math.floor(epoch / every));
    }
  }

  /**
   * decay^epoch, continuously.
   *
   * @param decay a factor per epoch, in (0, 1]
   */
  record Exponential(double decay) implements Schedule {
    @Override
    public double factor(double epoch, double epochs) {
      return Math.pow(decay, epoch);
    }
  }

  /**
   * Half a cosine from 1 to {@code end} (Loshchilov and Hutter 2017, equation 5, no restarts).
   *
   * @param end the factor at the end of training, in [0, 1]
   */
  record Cosine(double end) implements Schedule {
    @Override
    public double factor(double epoch, double epochs) {
      double t = Math.min(1, epoch / epochs);
      return end + (1 - end) * 0.5 * (1 + Math.cos(Math.PI * t));
    }
  }

  /**
   * A linear rise over the first epochs, times another schedule.
   *
   * @param length in epochs, positive
   * @param then what the ramp multiplies
   */
  record WarmUp(double length, Schedule then) implements Schedule {
    @Override
    public double factor(double epoch, double epochs) {
      return Math.min(1, epoch / length) * then.factor(epoch, epochs);
    }
  }
}
