package dev.elbo.settings;

import java.util.OptionalDouble;

/**
 * How far new rows may differ from those of the champion ({@code elbo.retrain.checks}).
 *
 * @param schema what to do about other columns
 * @param missing change of the share of missing cells
 * @param range how far numbers lie outside, in widths of the champion's range
 * @param drift population stability index
 * @param rows how many times more or fewer
 */
public record CheckSettings(
    Action schema, Limits missing, Limits range, Limits drift, Limits rows) {
  /** Where they are set. */
  public static final String KEY = "elbo.retrain.checks.";

  /** What to do about a difference. */
  public enum Action {
    /** Nothing. */
    OFF,
    /** Write it down. */
    WARN,
    /** Train on nothing. */
    STOP
  }

  /**
   * What is too much; an empty limit never is.
   *
   * @param warn more than this is written down
   * @param stop more than this ends the run
   */
  public record Limits(OptionalDouble warn, OptionalDouble stop) {

    /** What to do about a difference of this size. */
    public Action of(double difference) {
      if (stop.isPresent() && difference > stop.getAsDouble()) {
        return Action.STOP;
      }
      return warn.isPresent() && difference > warn.getAsDouble() ? Action.WARN : Action.OFF;
    }

    private static Limits read(Values values, String key) {
      return new Limits(values.optionalNumber(key + ".warn"), values.optionalNumber(key + ".stop"));
    }

    private void require(String key, double least) {
      warn.ifPresent(limit -> requireAtLeast(key + ".warn", least, limit));
      stop.ifPresent(limit -> requireAtLeast(key + ".stop", least, limit));
      if (warn.isPresent() && stop.isPresent() && warn.getAsDouble() > stop.getAsDouble()) {
        throw new InvalidSetting(
            key + ".warn",
            "[%s] is more than %s.stop [%s]".formatted(warn.getAsDouble(), key, stop.getAsDouble()),
            "Give the smaller one to warn");
      }
    }

    private static void requireAtLeast(String key, double least, double limit) {
      if (!(limit >= least) || Double.isInfinite(limit)) {
        throw new InvalidSetting(
            key,
            "[%s] is less than [%s], or not finite".formatted(limit, least),
            "Give %s or more, or null for no limit".formatted(least));
      }
    }
  }

  public CheckSettings {
    missing.require(KEY + "missing", 0);
    range.require(KEY + "range", 0);
    drift.require(KEY + "drift", 0);
    rows.require(KEY + "rows", 1);
  }

  static CheckSettings read(Values values) {
    return new CheckSettings(
        values.choice(KEY + "schema", Action.class),
        Limits.read(values, KEY + "missing"),
        Limits.read(values, KEY + "range"),
        Limits.read(values, KEY + "drift"),
        Limits.read(values, KEY + "rows"));
  }
}
