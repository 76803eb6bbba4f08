package dev.elbo.job.score;

/**
 * How well anomaly scores find the anomalies that are known. All numbers are exact, whatever the
 * partitions: counts, and sums in the order of the scores.
 *
 * @param positives rows that are anomalies
 * @param negatives rows that are none
 * @param precision the part of the rows above the threshold that are anomalies; NaN if none is
 * @param recall the part of the anomalies that are above the threshold; NaN if there are none
 * @param rocAuc the chance that an anomaly scores higher than another row, a tie counting half; NaN
 *     unless there are both
 * @param averagePrecision the sum of precision times gain of recall over all thresholds (as
 *     scikit-learn defines it); NaN if there are no anomalies
 */
public record Detection(
    long positives,
    long negatives,
    double precision,
    double recall,
    double rocAuc,
    double averagePrecision) {

  /** Takes rows by falling score; those of one score count as one step of the threshold. */
  static final class Counter {
    private final double threshold;
    private final long positives;
    private final long negatives;
    private double step = Double.POSITIVE_INFINITY;
    private long anomalies;
    private long others;
    private long truePositives;
    private long falsePositives;
    private long markedTrue;
    private long markedFalse;
    private double wins;
    private double hits;

    /**
     * A counter.
     *
     * @param threshold of the marks; NaN for none
     * @param positives of all that will come
     * @param negatives of all that will come
     */
    Counter(double threshold, long positives, long negatives) {
      this.threshold = threshold;
      this.positives = positives;
      this.negatives = negatives;
    }

    void add(double score, boolean isAnomaly) {
      // Double.compare: NaN equals NaN, and is above all numbers as it is to Spark.
      if (Double.compare(score, step) != 0) {
        settle();
        step = score;
      }
      anomalies += isAnomaly ? 1 : 0;
      others += isAnomaly ? 0 : 1;
    }

    private void settle() {
      truePositives += anomalies;
      falsePositives += others;
      // Pairs with the rows that score lower, and half of those that score the same.
      wins += anomalies * ((negatives - falsePositives) + 0.5 * others);
      if (anomalies > 0) { // The precision where each of them was found.
        hits += anomalies * ((double) truePositives / (truePositives + falsePositives));
      }
      if (!(step <= threshold)) {
        markedTrue += anomalies;
        markedFalse += others;
      }
      anomalies = 0;
      others = 0;
    }

    Detection result() {
      settle();
      boolean isMarked = !Double.isNaN(threshold);
      return new Detection(
          positives,
          negatives,
          isMarked ? (double) markedTrue / (markedTrue + markedFalse) : Double.NaN,
          isMarked ? (double) markedTrue / positives : Double.NaN,
          wins / positives / negatives,
          hits / positives);
    }
  }
}
