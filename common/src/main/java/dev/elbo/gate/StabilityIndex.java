package dev.elbo.gate;

import java.util.stream.LongStream;

/**
 * The population stability index of two samples of counts by bin, {@code sum (q - p) ln(q / p)} of
 * the shares p before and q now: the symmetric Kullback-Leibler divergence. Half a row is added to
 * every bin, so that an empty one is no infinity.
 *
 * <p>Of two samples of n and m rows from one population it is about {@code (1/n + 1/m)} times a
 * chi-squared number with a degree of freedom less than bins (Yurdakul 2018, section 4).
 */
final class StabilityIndex {
  private static final double PRIOR = 0.5;

  /** How often chance alone gives more than {@link #ofChance}. */
  private static final double FALSE_ALARM = 1e-6;

  private StabilityIndex() {}

  static double of(long[] before, long[] now) {
    double allBefore = LongStream.of(before).sum() + PRIOR * before.length;
    double allNow = LongStream.of(now).sum() + PRIOR * now.length;
    double index = 0;
    for (int i = 0; i < before.length; i++) {
      double p = (before[i] + PRIOR) / allBefore;
      double q = (now[i] + PRIOR) / allNow;
      index += (q - p) * Math.log(q / p);
    }
    return index;
  }

  /** Whether two samples of one population may differ so. */
  static boolean isByChance(long[] before, long[] now) {
    return of(before, now) <= ofChance(before, now);
  }

  /** What two samples of one population may have; infinite if one is empty or there is one bin. */
  static double ofChance(long[] before, long[] now) {
    long rowsBefore = LongStream.of(before).sum();
    long rowsNow = LongStream.of(now).sum();
    if (before.length < 2 || rowsBefore == 0 || rowsNow == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return (1.0 / rowsBefore + 1.0 / rowsNow) * Quantile.ofChi2(1 - FALSE_ALARM, before.length - 1);
  }
}
