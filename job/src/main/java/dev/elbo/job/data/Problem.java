package dev.elbo.job.data;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A cell or a row that cannot be used.
 *
 * @param file where it is
 * @param column its column; empty if the whole row is meant
 * @param value the text of the cell, or of the row
 * @param reason what is wrong with it, following "column [x] holds [value], "
 * @param remedy what to do, a sentence
 */
public record Problem(String file, String column, String value, String reason, String remedy)
    implements Serializable, Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparing(Problem::column)
          .thenComparing(Problem::value);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** The message, given the place that {@link Source#locate} found. */
  String message(String place) {
    String what = column.isEmpty() ? "the row" : "column [" + column + "]";
    return "Cannot read [%s]: %s holds [%s], %s. %s".formatted(place, what, value, reason, remedy);
  }
}
