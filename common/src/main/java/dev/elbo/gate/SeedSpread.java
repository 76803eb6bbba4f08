package dev.elbo.gate;

import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * How far the ELBO of a training on the holdout scatters when the seed alone differs.
 *
 * <p>The squares of differences from the mean of their group, over the degrees of freedom: {@code
 * deviation^2} is an unbiased estimate of the variance of one training, and {@code degreesOfFreedom
 * deviation^2 / variance} is chi-squared where ELBOs are normal.
 *
 * @param deviation in nats an example, 0 or more
 * @param degreesOfFreedom trainings less groups, 1 or more
 */
public record SeedSpread(double deviation, int degreesOfFreedom) {
  /** Two trainings differ by a normal number of twice the variance of one. */
  private static final double ROOT_OF_TWO = Math.sqrt(2);

  /** Left out on either side by {@link #least} and {@link #greatest}. */
  private static final double TAIL = 0.025;

  public SeedSpread {
    if (!(deviation >= 0) || Double.isInfinite(deviation) || degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          "A spread of [%s] with [%d] degrees of freedom is none"
              .formatted(deviation, degreesOfFreedom));
    }
  }

  /**
   * The spread within groups of trainings; those of a group differ in the seed alone, groups may
   * differ in everything, so that the spread of several nights can be pooled.
   *
   * @param groups ELBOs on the holdout; a group of one adds nothing
   * @throws IllegalArgumentException if no group has two, or an ELBO is not finite
   */
  public static SeedSpread of(List<List<Double>> groups) {
    double squares = 0;
    int degreesOfFreedom = -groups.size();
    for (List<Double> group : groups) {
      double mean = group.stream().mapToDouble(elbo -> elbo / group.size()).sum();
      for (double elbo : group) {
        squares += (elbo - mean) * (elbo - mean);
      }
      degreesOfFreedom += group.size();
    }
    return new SeedSpread(Math.sqrt(squares / degreesOfFreedom), degreesOfFreedom);
  }

  /** An unbiased estimate of the standard deviation; {@link #deviation} is too small on average. */
  public double unbiased() {
    double half = degreesOfFreedom / 2.0;
    double logOfMean = LogGamma.value(half + 0.5) - LogGamma.value(half) - Math.log(half) / 2;
    return deviation / Math.exp(logOfMean);
  }

  /** The least true standard deviation that is plausible (the interval of 95 %). */
  public double least() {
    return bound(1 - TAIL);
  }

  /** The greatest true standard deviation that is plausible (the interval of 95 %). */
  public double greatest() {
    return bound(TAIL);
  }

  private double bound(double probability) {
    return deviation * Math.sqrt(degreesOfFreedom / Quantile.ofChi2(probability, degreesOfFreedom));
  }

  /**
   * How many {@link #deviation}s the difference of two trainings exceeds by the seed alone with a
   * probability of at most 1/2: their difference over {@code sqrt(2) deviation} is Student's t.
   */
  public double unitsExceeded(double probability) {
    return ROOT_OF_TWO * Quantile.ofStudentT(probability, degreesOfFreedom);
  }

  /** How probable it is that the seed alone gives a difference of more than these units. */
  public double probabilityAbove(double units) {
    return Quantile.exceedingStudentT(units / ROOT_OF_TWO, degreesOfFreedom);
  }
}
