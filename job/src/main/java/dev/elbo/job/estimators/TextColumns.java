package dev.elbo.job.estimators;

import dev.elbo.report.TableGroup;
import java.util.ArrayList;
import java.util.List;

/** A table in columns: text to the left, numbers to the right, two blanks between. */
final class TextColumns {
  private static final String NUMBER = "-?[0-9][^ ]*( \\(.*\\)( !)?)?";

  private TextColumns() {}

  static String of(TableGroup table) {
    List<List<String>> lines = new ArrayList<>();
    if (table.heads().stream().anyMatch(head -> head.contains(" "))) {
      lines.add(table.heads().stream().map(TextColumns::above).toList());
    }
    lines.add(table.heads().stream().map(TextColumns::below).toList());
    lines.addAll(table.lines());
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder out = new StringBuilder(" ");
      for (int i = 0; i < line.size(); i++) {
        out.append(' ').append(padded(line.get(i), width(lines, i), right(table, i))).append(' ');
      }
      text.append(out.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** A head of several words takes two lines; its last word stands in the lower one. */
  private static String above(String head) {
    return head.substring(0, Math.max(0, head.lastIndexOf(' ')));
  }

  private static String below(String head) {
    return head.substring(head.lastIndexOf(' ') + 1);
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  /** A column of numbers, some of which may be missing. */
  private static boolean right(TableGroup table, int column) {
    return column > 0
        && table.lines().stream()
            .map(line -> line.get(column))
            .allMatch(cell -> cell.isEmpty() || cell.matches(NUMBER));
  }

  private static String padded(String cell, int width, boolean right) {
    String blanks = " ".repeat(width - cell.length());
    return right ? blanks + cell : cell + blanks;
  }

  /** Words in lines of at most so many letters, where no word is longer. */
  static String wrapped(String text, int width, String indent) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && indent.length() + line.length() + 1 + word.length() > width) {
        out.append(indent).append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    return out.append(indent).append(line).append('\n').toString();
  }
}
