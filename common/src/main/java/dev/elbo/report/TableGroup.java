package dev.elbo.report;

import java.util.List;

/**
 * Lines of a table under a title, as text: for a page and for a terminal.
 *
 * @param title what the lines have in common
 * @param heads the names of the columns
 * @param lines as many cells each as there are heads
 */
public record TableGroup(String title, List<String> heads, List<List<String>> lines) {
  public TableGroup {
    heads = List.copyOf(heads);
    lines = List.copyOf(lines);
  }
}
