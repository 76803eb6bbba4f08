package dev.elbo.report;

/** Cells of tables in words. */
public final class CellText {
  private static final int DIGITS = 4;

  private CellText() {}

  /** A number with four significant digits. */
  public static String number(double value) {
    return Numbers.significant(value, DIGITS);
  }
}
