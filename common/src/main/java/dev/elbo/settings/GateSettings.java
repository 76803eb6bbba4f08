package dev.elbo.settings;

import java.util.OptionalDouble;

/**
 * What a challenger has to be to replace the champion ({@code elbo.retrain.gate}).
 *
 * @param mode better, or not worse
 * @param margin in units of the seed-to-seed spread; empty takes the one of the false promotions
 * @param seeds trainings that measure the spread
 * @param activeUnits the least part of the champion's active units
 * @param anomalyDrift the greatest move of a quantile of the anomaly score, in interquartile
 *     ranges; empty for no limit
 * @param minRows the fewest rows to train on
 */
public record GateSettings(
    Mode mode,
    OptionalDouble margin,
    int seeds,
    double activeUnits,
    OptionalDouble anomalyDrift,
    long minRows) {
  private static final String KEY = "elbo.retrain.gate.";

  /** What is asked of a challenger. */
  public enum Mode {
    /** Better than the champion by a margin. */
    BETTER,
    /** Not worse than the champion by a margin. */
    NOT_WORSE;

    /** The word that chooses it. */
    public String word() {
      return Choices.name(this);
    }
  }

  public GateSettings {
    margin.ifPresent(units -> Require.positive(KEY + "margin", units));
    Require.atLeast(KEY + "seeds", 2, seeds);
    Require.share(KEY + "active-units", activeUnits);
    anomalyDrift.ifPresent(limit -> Require.positive(KEY + "anomaly-drift", limit));
    Require.atLeast(KEY + "min-rows", 1, minRows);
  }

  static GateSettings read(Values values) {
    return new GateSettings(
        values.choice(KEY + "mode", Mode.class),
        values.automaticNumber(KEY + "margin"),
        values.integer(KEY + "seeds"),
        values.number(KEY + "active-units"),
        values.optionalNumber(KEY + "anomaly-drift"),
        values.longInteger(KEY + "min-rows"));
  }
}
