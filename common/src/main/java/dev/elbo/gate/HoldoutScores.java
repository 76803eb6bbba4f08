package dev.elbo.gate;

import java.util.stream.DoubleStream;

/** What a model makes of the rows of the holdout. */
public final class HoldoutScores {
  private final double[] elbos;
  private final double[] anomalies;
  private final int activeUnits;

  /**
   * Scores of a model.
   *
   * @param elbos ELBO of each row in nats; the rows of two models that are compared are the same,
   *     in the same order
   * @param anomalies anomaly score of each row, the greater the stranger
   * @param activeUnits latents in use
   * @throws IllegalArgumentException if rows are missing from one of the two, or there are none
   */
  public HoldoutScores(double[] elbos, double[] anomalies, int activeUnits) {
    if (elbos.length == 0 || elbos.length != anomalies.length) {
      throw new IllegalArgumentException(
          "[%d] ELBOs and [%d] anomaly scores are not those of a holdout"
              .formatted(elbos.length, anomalies.length));
    }
    this.elbos = elbos.clone();
    this.anomalies = Quantile.sorted(anomalies);
    this.activeUnits = activeUnits;
  }

  /** How many rows there are. */
  public int rows() {
    return elbos.length;
  }

  /** The mean ELBO of a row in nats, not finite if that of a row is not. */
  public double elbo() {
    return DoubleStream.of(elbos).sum() / elbos.length;
  }

  /** Latents in use. */
  public int activeUnits() {
    return activeUnits;
  }

  double[] elbos() {
    return elbos;
  }

  /** The anomaly score that this part of the rows, from 0 to 1, has at most. */
  public double anomaly(double share) {
    return Quantile.ofSorted(anomalies, share);
  }

  /** How many rows have an ELBO that is no number. */
  long notFinite() {
    return DoubleStream.of(elbos).filter(elbo -> !Double.isFinite(elbo)).count();
  }

  /** The first row whose ELBO is no number; -1 if there is none. */
  int firstNotFinite() {
    int row = 0;
    while (row < elbos.length && Double.isFinite(elbos[row])) {
      row++;
    }
    return row < elbos.length ? row : -1;
  }
}
