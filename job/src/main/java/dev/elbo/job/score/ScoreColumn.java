package dev.elbo.job.score;

import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.RowScore;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A column that scoring can add. */
public enum ScoreColumn {
  /** The center of q(z|x), its mean where it has one: array of double, [size of z]. */
  LATENT,
  /** The variance of q(z|x): array of double, [size of z]; NaN where the family knows none. */
  LATENT_VARIANCE,
  /**
   * E[x|z] at the center, in the units of the data: array of double, [features]; a struct with the
   * columns of the model where some are no doubles.
   */
  RECONSTRUCTION,
  /** log p(x|z), a mean over the draws of z: double, in nats. */
  RECONSTRUCTION_LOG_PROBABILITY,
  /** KL(q(z|x) || p(z)): double, in nats. */
  KL,
  /** The reconstruction log-probability minus the KL: double, in nats. */
  ELBO,
  /** The importance-weighted bound on log p(x): double, in nats. */
  LOG_LIKELIHOOD,
  /** Higher is stranger: double, in nats; {@link AnomalyScore} says which. */
  ANOMALY_SCORE,
  /** Whether the anomaly score is not up to the threshold: boolean. */
  ANOMALY,
  /**
   * What each feature adds to the deviance if that is the anomaly score, else to minus the
   * reconstruction log-probability: array of double, [features], in nats.
   */
  CONTRIBUTION,
  /** A draw of x given z, a draw of q(z|x), in the units of the data: as the reconstruction. */
  SAMPLE;

  /** The name that the column has unless another is asked for. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of a {@link #word}. */
  public static Optional<ScoreColumn> named(String word) {
    return Arrays.stream(values()).filter(column -> column.word().equals(word)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ScoreColumn::word).toList();
  }

  /** What has to be computed of a row for it. */
  Set<RowScore> needed(AnomalyScore anomaly) {
    return switch (this) {
      case LATENT -> EnumSet.of(RowScore.CENTER);
      case LATENT_VARIANCE -> EnumSet.of(RowScore.VARIANCE);
      case RECONSTRUCTION -> EnumSet.of(RowScore.MEAN);
      case RECONSTRUCTION_LOG_PROBABILITY -> EnumSet.of(RowScore.RECONSTRUCTION);
      case KL -> EnumSet.of(RowScore.KL);
      case ELBO -> EnumSet.of(RowScore.RECONSTRUCTION, RowScore.KL);
      case LOG_LIKELIHOOD -> EnumSet.of(RowScore.LOG_LIKELIHOOD);
      case ANOMALY_SCORE, ANOMALY -> anomaly.needed();
      case CONTRIBUTION -> EnumSet.of(anomaly.ofFeatures());
      case SAMPLE -> EnumSet.of(RowScore.DRAW);
    };
  }
}
