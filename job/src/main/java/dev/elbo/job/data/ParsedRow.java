package dev.elbo.job.data;

import java.io.Serializable;

/**
 * A row, or what is wrong with it; exactly one of the two is null, or both for a row that is left
 * out because a cell is missing. A class, since Kryo, where somebody sets it, cannot read records.
 */
public final class ParsedRow implements Serializable {
  private static final long serialVersionUID = 1;

  static final ParsedRow DROPPED = new ParsedRow(null, null);

  private final RawRow row;
  private final Problem problem;

  private ParsedRow(RawRow row, Problem problem) {
    this.row = row;
    this.problem = problem;
  }

  static ParsedRow of(RawRow row) {
    return new ParsedRow(row, null);
  }

  static ParsedRow bad(Problem problem) {
    return new ParsedRow(null, problem);
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
