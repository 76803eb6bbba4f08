package dev.elbo.job.data;

import dev.elbo.settings.DataSettings.Missing;
import java.io.Serializable;
import java.util.function.IntFunction;

/**
 * Reads the cells of one row of a table.
 *
 * @param columns names of the features
 * @param missing what an empty cell means
 */
record CellReader(String[] columns, Missing missing) implements Serializable {
  private static final String MEND = "Mend the cell, or leave the column out of elbo.data.columns.";

  /**
   * The row of these cells, or the first thing that is wrong.
   *
   * @param values a number a column; NaN where there is none
   * @param texts the text of a cell, asked for where the value is no finite number; null or blank
   *     if the cell is missing
   */
  ParsedRow read(String file, double[] values, IntFunction<String> texts, String label) {
    for (int i = 0; i < columns.length; i++) {
      if (Math.abs(values[i]) <= Float.MAX_VALUE) {
        continue;
      }
      String text = texts.apply(i);
      boolean empty = text == null || text.isBlank();
      if (empty && missing == Missing.DROP) {
        return ParsedRow.DROPPED;
      }
      if (empty && missing == Missing.ERROR) {
        String remedy = "Fill the cell, or set elbo.data.missing to drop or mean.";
        return bad(file, i, "", "where a value is missing", remedy);
      }
      if (!empty) {
        boolean number = !Double.isNaN(values[i]) || isNaN(text.strip());
        String reason =
            "which is not a " + (number ? "finite number of single precision" : "number");
        return bad(file, i, text, reason, MEND);
      }
      values[i] = Double.NaN;
    }
    return ParsedRow.of(new RawRow(CellType.pack(values), label));
  }

  /** Whether a text would be read as a number. */
  static boolean isNumber(String text) {
    return text != null && (!Double.isNaN(parse(text)) || isNaN(text.strip()));
  }

  private ParsedRow bad(String file, int column, String value, String reason, String remedy) {
    return ParsedRow.bad(new Problem(file, columns[column], value, reason, remedy));
  }

  private static boolean isNaN(String text) {
    return text.equalsIgnoreCase("nan");
  }

  /** The number that a text says; NaN if it is none. Java's suffixes (1f, 2d) make no number. */
  static double parse(String cell) {
    if (cell == null) {
      return Double.NaN;
    }
    String text = cell.strip();
    if (text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (text.equalsIgnoreCase("-inf") || text.equalsIgnoreCase("-infinity")) {
      return Double.NEGATIVE_INFINITY;
    }
    char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
    if (!Character.isDigit(last) && last != '.') {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
