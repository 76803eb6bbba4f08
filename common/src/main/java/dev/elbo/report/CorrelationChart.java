package dev.elbo.report;

import java.util.List;

/** A matrix of correlations: the fuller a square, the stronger; two colours for the sign. */
final class CorrelationChart {
  private static final int WIDTH = 480;
  private static final int NAMES = 96;
  private static final int TOP = 28;
  private static final int LABEL = 14;
  private static final double MOST_SIDE = 40;

  private CorrelationChart() {}

  static String svg(String id, String title, List<String> names, double[][] values) {
    double side = Math.min(MOST_SIDE, (WIDTH - NAMES) / (double) names.size());
    int height = (int) Math.ceil(TOP + side * names.size());
    Svg svg =
        new Svg(id, WIDTH, height, title, "The correlation of each column with each other one.");
    svg.text(NAMES, 16, "title", title);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      svg.text(
          NAMES - 8,
          TOP + (i + 0.5) * side + 4,
          "tick end",
          name.length() <= LABEL ? name : name.substring(0, LABEL - 1) + "\u2026");
      for (int j = 0; j < names.size(); j++) {
        double value = values[i][j];
        String tip = "%s, %s: %s".formatted(name, names.get(j), Numbers.significant(value, 2));
        double x = NAMES + j * side;
        double y = TOP + i * side;
        svg.rect(x, y, side - 1, side - 1, "cell", tip);
        // A square whose area is the size of the correlation.
        double part = Double.isNaN(value) ? 0 : Math.sqrt(Math.min(1, Math.abs(value)));
        double full = (side - 1) * part;
        double margin = (side - 1 - full) / 2;
        svg.rect(x + margin, y + margin, full, full, value < 0 ? "negative" : "active", tip);
      }
    }
    return svg.close();
  }
}
