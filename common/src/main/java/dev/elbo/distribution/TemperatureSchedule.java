package dev.elbo.distribution;

import java.io.Serializable;

/**
 * The temperature of a relaxation over training: max(least, initial exp(-rate t)), t the last step
 * that is a multiple of {@code every} (Jang, Gu, Poole 2017: initial 1, least 0.5, rate 1e-5 or
 * 1e-4, every 500 or 1000).
 *
 * @param initial at step 0; positive and finite
 * @param least what it does not fall below; positive, at most {@code initial}
 * @param rate per step, at least 0
 * @param every so many steps it changes; at least 1
 */
public record TemperatureSchedule(double initial, double least, double rate, int every)
    implements Serializable {
  public TemperatureSchedule {
    if (!Domain.POSITIVE.contains(initial) || !(least > 0 && least <= initial)) {
      throw new IllegalArgumentException(
          ("Cannot schedule temperatures: [%s] to [%s] is no falling range above 0. Give a positive"
                  + " least temperature and an initial one at least as high.")
              .formatted(initial, least));
    }
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Cannot schedule temperatures: the rate [%s] is not 0 or more. Give one such as 1e-4."
              .formatted(rate));
    }
    if (every < 1) {
      throw new IllegalArgumentException(
          "Cannot schedule temperatures: [%d] steps is no interval. Give 1 or more."
              .formatted(every));
    }
  }

  /** The same at every step. */
  public static TemperatureSchedule constant(double temperature) {
    return new TemperatureSchedule(temperature, temperature, 0, 1);
  }

  /** From 1 down to {@code least}, as Jang et al. do. */
  public static TemperatureSchedule falling(double least, double rate, int every) {
    return new TemperatureSchedule(Math.max(1, least), least, rate, every);
  }

  /** The temperature at a step, counted from 0. */
  public double at(long step) {
    return Math.max(least, initial * Math.exp(-rate * (step - step % every)));
  }
}
