package dev.elbo.job.score;

import dev.elbo.feature.ColumnStatistics;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Exact sums over scored rows: neither partitions nor their order change a bit of what comes out.
 */
final class Measured implements Serializable {
  private static final long serialVersionUID = 1;

  private final ColumnStatistics reconstruction = new ColumnStatistics();
  private final ColumnStatistics kl = new ColumnStatistics();
  private final ColumnStatistics elbo = new ColumnStatistics();
  private final ColumnStatistics logLikelihood = new ColumnStatistics();
  private final ColumnStatistics anomaly = new ColumnStatistics();
  private final ColumnStatistics[] codes;
  private long rows;
  private long anomalies;

  /**
   * Over no rows.
   *
   * @param inputs of the decoder
   */
  Measured(int inputs) {
    codes = new ColumnStatistics[inputs];
    Arrays.setAll(codes, j -> new ColumnStatistics());
  }

  /** Adds the parts of the ELBO and the bound of a row, in nats. */
  void add(double itsReconstruction, double itsKl, double itsLogLikelihood) {
    rows++;
    add(reconstruction, itsReconstruction);
    add(kl, itsKl);
    add(elbo, itsReconstruction - itsKl);
    add(logLikelihood, itsLogLikelihood);
  }

  /** Adds the anomaly score of a row. */
  void addAnomaly(double score, double threshold) {
    add(anomaly, score);
    if (!(score <= threshold)) {
      anomalies++;
    }
  }

  /** Adds what the decoder reads of the center of a row. */
  void addCode(double[] code) {
    for (int j = 0; j < code.length; j++) {
      add(codes[j], code[j]);
    }
  }

  /** What overflowed has no sum; it is counted apart. */
  private static void add(ColumnStatistics statistics, double value) {
    statistics.add(Double.isInfinite(value) ? Double.NaN : value);
  }

  /** Adds the sums over other rows. */
  Measured add(Measured other) {
    rows += other.rows;
    anomalies += other.anomalies;
    reconstruction.add(other.reconstruction);
    kl.add(other.kl);
    elbo.add(other.elbo);
    logLikelihood.add(other.logLikelihood);
    anomaly.add(other.anomaly);
    for (int j = 0; j < codes.length; j++) {
      codes[j].add(other.codes[j]);
    }
    return this;
  }

  long rows() {
    return rows;
  }

  long overflowed() {
    return elbo.missing();
  }

  double reconstruction() {
    return reconstruction.mean();
  }

  double kl() {
    return kl.mean();
  }

  double elbo() {
    return elbo.mean();
  }

  /** Of the mean ELBO, in nats. */
  double standardError() {
    return elbo.deviation() / Math.sqrt((double) elbo.count());
  }

  double logLikelihood() {
    return logLikelihood.mean();
  }

  double anomalyScore() {
    return anomaly.mean();
  }

  double anomalyRate() {
    return (double) anomalies / rows;
  }

  /**
   * The latents whose center varies by more than {@code least} over the rows.
   *
   * @param latents of which each has as many numbers of the code
   */
  int activeUnits(int latents, double least) {
    double[] variance = new double[latents];
    for (int j = 0; j < codes.length; j++) {
      double deviation = codes[j].deviation();
      variance[j / (codes.length / latents)] += deviation * deviation;
    }
    return (int) Arrays.stream(variance).filter(v -> v > least).count();
  }
}
