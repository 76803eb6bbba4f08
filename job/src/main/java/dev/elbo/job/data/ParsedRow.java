package dev.elbo.job.data;

import java.io.Serializable;

/**
 * A row, or what is wrong with it; exactly one of the two is null, or both for a row that is left
 * out because a cell is missing or because it is not in the sample. A class, since Kryo, where
 * somebody sets it, cannot read records.
 */
public final class ParsedRow implements Serializable {
  private static final long serialVersionUID = 1;

  static final ParsedRow DROPPED = new ParsedRow(null, null, null);

  /** A row that is not in the sample. */
  private static final ParsedRow SKIPPED = new ParsedRow(null, null, new String[0]);

  private final RawRow row;
  private final Problem problem;
  private final String[] texts;

  private ParsedRow(RawRow row, Problem problem, String[] texts) {
    this.row = row;
    this.problem = problem;
    this.texts = texts;
  }

  static ParsedRow of(RawRow row) {
    return new ParsedRow(row, null, null);
  }

  /**
   * A row with categories that its reader met for the first time.
   *
   * @param texts one a column, null where there is nothing new
   */
  static ParsedRow of(RawRow row, String[] texts) {
    return new ParsedRow(row, null, texts);
  }

  /** What is left of a row that nobody wants: the texts that it brings along. */
  ParsedRow withoutRow() {
    return texts == null ? SKIPPED : new ParsedRow(null, null, texts);
  }

  static ParsedRow bad(Problem problem) {
    return new ParsedRow(null, problem, null);
  }

  /** The texts of categories that come along with this row, one a column; most often null. */
  String[] texts() {
    return texts;
  }

  /** The row. */
  public RawRow row() {
    return row;
  }

  /** Why there is none. */
  public Problem problem() {
    return problem;
  }
}
