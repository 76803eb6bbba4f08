package dev.elbo.job.models;

import java.util.List;

/** A table of texts: numbers to the right, all else to the left. */
final class Columns {
  private static final String GAP = "  ";

  private Columns() {}

  static String of(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int width = width(rows, column);
        String cell = row.get(column);
        String blanks = " ".repeat(width - cell.length());
        line.append(cell.matches("-?[0-9][0-9,.eE-]*") ? blanks + cell : cell + blanks).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
