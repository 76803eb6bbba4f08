package dev.elbo.job.data;

import java.io.Serializable;

/**
 * A row, or what is wrong with it; exactly one of the two is null, or both for a row that is left
 * out because a cell is missing.
 *
 * @param row the row
 * @param problem why there is none
 */
public record ParsedRow(RawRow row, Problem problem) implements Serializable {

  static final ParsedRow DROPPED = new ParsedRow(null, null);

  static ParsedRow of(RawRow row) {
    return new ParsedRow(row, null);
  }

  static ParsedRow bad(Problem problem) {
    return new ParsedRow(null, problem);
  }
}
