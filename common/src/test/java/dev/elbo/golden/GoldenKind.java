package dev.elbo.golden;

import java.util.Set;

/** What the rows of one golden file claim, and whether the product agrees. */
interface GoldenKind {

  /** The header, in any order. */
  Set<String> columns();

  /**
   * Compares one row.
   *
   * @throws AssertionError with the place, the two values and the tolerance
   */
  void check(GoldenRow row);
}
