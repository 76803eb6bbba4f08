package dev.elbo.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, the same in every locale. */
final class Numbers {
  private Numbers() {}

  /** With so many decimals; zero has no sign. */
  static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return isZero(text) ? text.substring(1) : text;
  }

  private static boolean isZero(String text) {
    return text.startsWith("-0") && text.chars().noneMatch(c -> c >= '1' && c <= '9');
  }

  /** To so many significant digits, or to whole units, in plain notation where that stays short. */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(new MathContext(digits));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent > 6) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    int decimals = Math.max(0, digits - 1 - exponent);
    return exact.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /** Whole, with commas between thousands. */
  static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** In nats, as the charts and the headline show it: two decimals and a true minus sign. */
  static String nats(double value) {
    return Double.isFinite(value) ? typographic(fixed(value, 2)) : Double.toString(value);
  }

  /** With a minus sign in place of the hyphen; not for what people copy into programs. */
  static String typographic(String number) {
    return number.replace('-', '\u2212');
  }

  /** A coordinate: one decimal, without a trailing zero. */
  static String pixel(double value) {
    String text = fixed(value, 1);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
