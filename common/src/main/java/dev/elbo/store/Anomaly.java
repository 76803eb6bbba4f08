package dev.elbo.store;

import dev.elbo.vae.AnomalyScore;

/**
 * The threshold of a model: the least number that {@code quantile} of the scores of some ordinary
 * rows are not above.
 *
 * @param score the word for the {@link AnomalyScore}
 * @param samples draws of z that it is estimated from
 * @param quantile of the scores, from 0 to 1
 * @param threshold in nats
 * @param rows that were scored for it
 */
public record Anomaly(String score, int samples, double quantile, double threshold, long rows) {

  /**
   * The score.
   *
   * @throws IllegalArgumentException if this version does not know it
   */
  public AnomalyScore method() {
    return AnomalyScore.named(score);
  }
}
