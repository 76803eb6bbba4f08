package dev.elbo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Points in a plane, both axes at one scale.
 *
 * @param id unique in the page
 * @param title short, drawn above the points
 * @param description what the points tell
 * @param width in pixels, as all text sizes are
 * @param height in pixels
 * @param points drawn in this order; not empty, finite
 * @param categories the colours; no names if there are no labels
 * @param xLabel the name of the axis that points right
 * @param yLabel the name of the axis that points up; empty to draw no such axis
 */
record ScatterPlot(
    String id,
    String title,
    String description,
    int width,
    int height,
    List<Point> points,
    Categories categories,
    String xLabel,
    String yLabel) {

  /** One point; the category is an index of {@link Categories}. */
  record Point(double x, double y, int category) {}

  private static final int LEFT = 40;
  private static final int TOP = 48;
  private static final int BOTTOM = 44;
  private static final int LONGEST_NAME = 14;
  private static final double RADIUS = 2.6;
  private static final double LABELS_APART = 14;

  String svg() {
    Svg svg = new Svg(id, width, height, title, description);
    svg.text(0, 15, "title", title);
    double right = categories.names().isEmpty() ? width - 4 : width - legendWidth();
    Axis x = axis(Point::x, LEFT, right);
    Axis y = axis(Point::y, height - BOTTOM, TOP);
    if (!yLabel.isEmpty()) {
      double unit = Math.max(perPixel(x), perPixel(y));
      x = atScale(x, unit);
      y = atScale(y, unit);
      svg.grid(y, LEFT, right).text(0, TOP - 14, "label", "\u2191 " + yLabel);
    }
    svg.base(x, height - BOTTOM).text(right, height - 6, "label end", xLabel + " \u2192");
    for (Point p : points) {
      svg.circle(x.at(p.x()), y.at(p.y()), RADIUS, categories.cssClass(p.category()));
    }
    if (!categories.names().isEmpty()) {
      legend(svg, right + 22);
      names(svg, x, y);
    }
    return svg.close();
  }

  /** Fonts are unknown here; 6.5 pixels a letter is ample for 12 pixel sans serif. */
  private double legendWidth() {
    int longest = categories.names().stream().mapToInt(String::length).max().orElse(0);
    return 42 + 6.5 * Math.max(5, Math.min(LONGEST_NAME, longest));
  }

  private Axis axis(ToDoubleFunction<Point> coordinate, double start, double end) {
    double least = points.stream().mapToDouble(coordinate).min().orElse(0);
    double greatest = points.stream().mapToDouble(coordinate).max().orElse(0);
    return Axis.around(least, greatest, start, end);
  }

  private static double perPixel(Axis axis) {
    return (axis.high() - axis.low()) / Math.abs(axis.end() - axis.start());
  }

  private static Axis atScale(Axis axis, double unit) {
    double middle = (axis.low() + axis.high()) / 2;
    double half = unit * Math.abs(axis.end() - axis.start()) / 2;
    return Axis.exactly(middle - half, middle + half, axis.start(), axis.end());
  }

  private void legend(Svg svg, double left) {
    int entries = categories.names().size() + (categories.others() ? 1 : 0);
    for (int i = 0; i < entries; i++) {
      double y = TOP + 8 + 20.0 * i;
      String name = i < categories.names().size() ? categories.names().get(i) : "other";
      svg.circle(left, y, 5, categories.cssClass(i));
      svg.text(left + 12, y + 4, "label", shortened(name));
    }
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "\u2026";
  }

  /** Names where each category has its middle, so that colour is not the only way to tell. */
  private void names(Svg svg, Axis x, Axis y) {
    List<double[]> placed = new ArrayList<>();
    for (int i = 0; i < categories.names().size(); i++) {
      double[] at = {x.at(median(i, Point::x)), y.at(median(i, Point::y))};
      if (placed.stream().noneMatch(p -> Math.hypot(p[0] - at[0], p[1] - at[1]) < LABELS_APART)) {
        svg.text(at[0], at[1] + 5, "name middle", shortened(categories.names().get(i)));
        placed.add(at);
      }
    }
  }

  private double median(int category, ToDoubleFunction<Point> coordinate) {
    double[] sorted =
        points.stream()
            .filter(p -> p.category() == category)
            .mapToDouble(coordinate)
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }
}
