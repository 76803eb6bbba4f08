package dev.elbo.job.data;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A cell or a row that cannot be used. It travels in the results of tasks: a class, since Kryo,
 * where somebody sets it, cannot read records.
 */
public final class Problem implements Serializable, Comparable<Problem> {
  private static final long serialVersionUID = 1;

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparing(Problem::column)
          .thenComparing(Problem::value);

  private final String file;
  private final String column;
  private final String value;
  private final String reason;
  private final String remedy;

  /**
   * Something wrong.
   *
   * @param file where it is
   * @param column its column; empty if the whole row is meant
   * @param value the text of the cell, or of the row
   * @param reason what is wrong with it, following "column [x] holds [value], "
   * @param remedy what to do, a sentence
   */
  Problem(String file, String column, String value, String reason, String remedy) {
    this.file = file;
    this.column = column;
    this.value = value;
    this.reason = reason;
    this.remedy = remedy;
  }

  /**
   * Something wrong with a whole file.
   *
   * @param reason what, a clause
   * @param remedy what to do, a sentence
   */
  static Problem ofFile(String file, String reason, String remedy) {
    return new Problem(file, "", "", reason, remedy);
  }

  String file() {
    return file;
  }

  String column() {
    return column;
  }

  String value() {
    return value;
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Problem problem && compareTo(problem) == 0;
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(file, column, value);
  }

  /** The message, given the place: a file, with its line or row if that is known. */
  String message(String place) {
    if (column.isEmpty() && value.isEmpty()) {
      return "Cannot read [%s]: %s. %s".formatted(place, reason, remedy);
    }
    String what = column.isEmpty() ? "the row" : "column [" + column + "]";
    return "Cannot read [%s]: %s holds [%s], %s. %s"
        .formatted(place, what, Excerpt.of(value), reason, remedy);
  }
}
