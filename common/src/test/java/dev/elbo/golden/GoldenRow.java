package dev.elbo.golden;

import java.util.Arrays;
import java.util.Map;

/** One line of a golden file. */
record GoldenRow(String place, Map<String, String> fields) {

  String text(String column) {
    String field = fields.get(column);
    if (field == null) {
      throw new AssertionError(place + ": the column [" + column + "] is missing");
    }
    return field;
  }

  /** NaN where the field is empty. */
  double number(String column) {
    return text(column).isEmpty() ? Double.NaN : parse(column, text(column));
  }

  /** The numbers of a field that joins them by semicolons. */
  double[] numbers(String column) {
    return Arrays.stream(text(column).split(";", -1)).mapToDouble(s -> parse(column, s)).toArray();
  }

  AssertionError failure(String what) {
    return new AssertionError(place + ": " + what);
  }

  private double parse(String column, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new AssertionError(place + ": [" + number + "] in " + column + " is no number", e);
    }
  }

  /** Fails unless |actual - expected| is at most the tolerance; NaN is never close. */
  void absolute(String what, double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw failure(
          "%s is [%s], expected [%s] within %s, off by %s"
              .formatted(what, actual, expected, tolerance, Math.abs(actual - expected)));
    }
  }

  /** Fails unless the relative error is at most the tolerance. */
  void relative(String what, double actual, double expected, double tolerance) {
    absolute(what, actual, expected, tolerance * Math.abs(expected));
  }
}
