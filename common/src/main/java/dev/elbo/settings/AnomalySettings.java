package dev.elbo.settings;

import dev.elbo.vae.AnomalyScore;
import java.io.Serializable;

/**
 * What counts as strange, and from where on ({@code elbo.anomaly}).
 *
 * @param score how strange a row is
 * @param samples draws of z that it is estimated from
 * @param quantile the share of ordinary rows below the threshold
 */
public record AnomalySettings(AnomalyScore score, int samples, double quantile)
    implements Serializable {
  private static final String KEY = "elbo.anomaly.";

  public AnomalySettings {
    Require.atLeast(KEY + "samples", 1, samples);
    Require.share(KEY + "quantile", quantile);
  }

  static AnomalySettings read(Values values) {
    return new AnomalySettings(
        values.choice(KEY + "score", AnomalyScore.class),
        values.integer(KEY + "samples"),
        values.number(KEY + "quantile"));
  }
}
