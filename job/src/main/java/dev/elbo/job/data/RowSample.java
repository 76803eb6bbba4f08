package dev.elbo.job.data;

import java.io.Serializable;

/**
 * A part of the rows, chosen by their content: the same ones from any files in any order. Equal
 * rows are all in it or all out. Rows are held out by another hash, so both sides shrink alike.
 *
 * @param fraction of the rows that stay, in (0, 1]
 */
record RowSample(double fraction) implements Serializable {
  private static final long STREAM = 0xD1B54A32D192ED03L;

  /** Whether a row, or what is wrong with it, stays. */
  boolean keeps(ParsedRow parsed) {
    if (fraction == 1 || parsed.row() == null) {
      return true;
    }
    long bits = Holdout.mix(parsed.row().hash().low() ^ STREAM);
    return (bits >>> 11) * 0x1p-53 < fraction;
  }
}
