package dev.elbo.settings;

import java.util.List;

/** The bounds that settings share. Each throws {@link InvalidSetting}. */
public final class Require {

  private Require() {}

  /** At least so much. */
  public static void atLeast(String key, long least, long value) {
    if (value < least) {
      throw new InvalidSetting(
          key,
          "[%d] is less than [%d]".formatted(value, least),
          "Give %d or more".formatted(least));
    }
  }

  /** Above 0 and finite. */
  public static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidSetting(
          key, "[%s] is not positive".formatted(value), "Give a finite number above 0");
    }
  }

  /** 0 or more, and finite. */
  public static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new InvalidSetting(
          key,
          "[%s] is negative or not finite".formatted(value),
          "Give 0 or a finite number above");
    }
  }

  /** In [0, 1). */
  public static void fraction(String key, double value) {
    if (!(value >= 0) || value >= 1) {
      throw new InvalidSetting(
          key, "[%s] is not in [0, 1)".formatted(value), "Give 0 or more, below 1");
    }
  }

  /** In [0, 1]. */
  public static void share(String key, double value) {
    if (!(value >= 0) || value > 1) {
      throw new InvalidSetting(
          key, "[%s] is not in [0, 1]".formatted(value), "Give a number from 0 to 1");
    }
  }

  /** With something in it. */
  public static void notBlank(String key, String value) {
    if (value.isBlank()) {
      throw new InvalidSetting(key, "[" + value + "] is blank", "Give a text that says something");
    }
  }

  /** None blank, none twice. */
  public static void distinct(String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      notBlank(key, value);
      if (values.indexOf(value) != i) {
        throw new InvalidSetting(key, "[" + value + "] occurs twice", "Name each one once");
      }
    }
  }
}
