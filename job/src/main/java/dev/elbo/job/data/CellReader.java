package dev.elbo.job.data;

import dev.elbo.feature.CategoryKey;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings.Missing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Reads the cells of the rows of a table. A category becomes its key; its text comes along with the
 * first row that has it. It belongs to one task.
 */
final class CellReader implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String MEND = "Mend the cell, or leave the column out of elbo.data.columns.";

  /** Texts to remember; a column with more is refused anyway. */
  private static final int MOST_TEXTS = Levelling.MOST + 1;

  private final String[] columns;
  private final boolean[] isCategory;
  private final Missing missing;

  /** The keys of the texts that were seen, a map a column. */
  private transient List<Map<String, Double>> seen;

  /**
   * A reader of rows.
   *
   * @param missing what an empty cell means
   */
  CellReader(Schema schema, Missing missing) {
    this.columns = schema.columns().toArray(String[]::new);
    this.isCategory = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      isCategory[i] = schema.type(i).kind() == ColumnType.Kind.CATEGORY;
    }
    this.missing = missing;
  }

  private CellReader(String[] columns, boolean[] isCategory, Missing missing) {
    this.columns = columns;
    this.isCategory = isCategory;
    this.missing = missing;
  }

  /** A reader of the same that has met no categories. */
  CellReader another() {
    return new CellReader(columns, isCategory, missing);
  }

  /**
   * The row of these cells, or the first thing that is wrong.
   *
   * @param values a number a column; NaN where there is none
   * @param texts the text of a cell, asked for where the value is no finite number, and of
   *     categories; null or blank if the cell is missing
   */
  ParsedRow read(String file, double[] values, IntFunction<String> texts, String label) {
    String[] fresh = null;
    for (int i = 0; i < columns.length; i++) {
      if (Math.abs(values[i]) <= Float.MAX_VALUE && !isCategory[i]) {
        continue;
      }
      String text = texts.apply(i);
      boolean empty = text == null || text.isBlank();
      if (empty && missing == Missing.DROP) {
        return ParsedRow.DROPPED;
      }
      if (empty && missing == Missing.ERROR) {
        String remedy = "Fill the cell, or set elbo.data.missing to drop, mean or indicator.";
        return bad(file, i, "", "where a value is missing", remedy);
      }
      if (!empty && isCategory[i]) {
        Map<String, Double> known = seen(i);
        if (!known.containsKey(text) && known.size() < MOST_TEXTS) {
          known.put(text, CategoryKey.of(text));
          fresh = fresh == null ? new String[columns.length] : fresh;
          fresh[i] = text;
        }
        Double key = known.get(text);
        values[i] = key == null ? CategoryKey.of(text) : key;
        continue;
      }
      if (!empty) {
        boolean number = !Double.isNaN(values[i]) || isNaN(text.strip());
        String reason =
            "which is not a " + (number ? "finite number of single precision" : "number");
        return bad(file, i, text, reason, MEND);
      }
      values[i] = Double.NaN;
    }
    return ParsedRow.of(new RawRow(CellType.pack(values), label), fresh);
  }

  private Map<String, Double> seen(int column) {
    if (seen == null) {
      seen = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        seen.add(new HashMap<>());
      }
    }
    return seen.get(column);
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
