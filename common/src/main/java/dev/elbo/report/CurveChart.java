package dev.elbo.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact curves with measured points on them. A curve that leaves the picture at the bottom has an
 * arrow there.
 *
 * @param id unique in the page
 * @param title short, drawn above the curves
 * @param description what the curves tell
 * @param width in pixels, as all text sizes are
 * @param height in pixels
 * @param horizontal how the values that curves run over are spaced
 * @param xLabel the name of what the curves run over
 * @param vertical how the values of the curves are spaced
 * @param yLabel the name of the values
 * @param series not empty; each with a point that the vertical axis can hold
 * @param marks values of x to be pointed out
 */
record CurveChart(
    String id,
    String title,
    String description,
    int width,
    int height,
    Scale.Kind horizontal,
    String xLabel,
    Scale.Kind vertical,
    String yLabel,
    List<Series> series,
    List<Mark> marks) {

  /**
   * A named curve and its measured points, coloured by the class; what the vertical axis cannot
   * hold leaves a gap.
   */
  record Series(String name, String cssClass, List<Point> exact, List<Point> measured) {}

  /** A point of a curve; with an error, a bar reaches that far up and down. */
  record Point(double x, double y, double error) {

    /** Without a bar. */
    Point(double x, double y) {
      this(x, y, 0);
    }
  }

  /** A vertical line with a text. */
  record Mark(double x, String text) {}

  private static final int LEFT = 62;
  private static final int TOP = 62;
  private static final int BOTTOM = 44;
  private static final double LINE = 15;

  /** Curves that dive towards 0 leave the picture where they would flatten all others. */
  private static final double DEEPEST = 1e4;

  private static final double LETTER = 7;
  private static final double HALF_LETTER = 3.3;
  private static final int SWATCH = 40;

  String svg() {
    Svg svg = new Svg(id, width, height, title, description);
    svg.text(0, 15, "title", title);
    double right = width - SWATCH - LETTER * longestName();
    Scale x = x(right);
    Scale y = y();
    grid(svg, x, y);
    marks(svg, x, y);
    svg.clip(id + "-clip", LEFT - 4, TOP - 4, right - LEFT + 8, height - BOTTOM - TOP + 8);
    for (int i = 0; i < series.size(); i++) {
      curve(svg, x, y, i);
    }
    names(svg, y, right);
    return svg.close();
  }

  private int longestName() {
    return series.stream().mapToInt(s -> s.name().length()).max().orElse(0);
  }

  private Scale x(double right) {
    List<Double> values = points().stream().map(Point::x).sorted().toList();
    return new Scale(horizontal, values.get(0), values.get(values.size() - 1), LEFT, right);
  }

  private Scale y() {
    double least = points().stream().mapToDouble(p -> p.y() - p.error()).min().orElse(0.1);
    double greatest = points().stream().mapToDouble(p -> p.y() + p.error()).max().orElse(10);
    if (vertical == Scale.Kind.LINEAR) {
      double air = 0.05 * (greatest - least);
      return new Scale(vertical, least - air, greatest + air, height - BOTTOM, TOP);
    }
    least = Math.max(least, greatest / DEEPEST);
    double air = Math.pow(Math.max(10, greatest / least), 0.04);
    return new Scale(vertical, least / air, greatest * air, height - BOTTOM, TOP);
  }

  /** All that can be drawn. */
  private List<Point> points() {
    List<Point> all = new ArrayList<>();
    for (Series s : series) {
      all.addAll(s.exact());
      all.addAll(s.measured());
    }
    all.removeIf(p -> !drawable(p));
    return all;
  }

  private boolean drawable(Point p) {
    return Double.isFinite(p.y()) && (vertical == Scale.Kind.LINEAR || p.y() > 0);
  }

  private void grid(Svg svg, Scale x, Scale y) {
    for (Scale.Tick tick : y.ticks()) {
      svg.line(LEFT, y.at(tick.value()), x.end(), y.at(tick.value()), "grid");
      svg.text(LEFT - 8, y.at(tick.value()) + 4, "tick end", tick.label());
    }
    svg.line(LEFT, y.start(), x.end(), y.start(), "axis");
    for (Scale.Tick tick : x.ticks()) {
      svg.line(x.at(tick.value()), y.start(), x.at(tick.value()), y.start() + 4, "axis");
      svg.text(x.at(tick.value()), y.start() + 18, "tick middle", tick.label());
    }
    svg.text(x.end(), height - 6, "label end", xLabel + " \u2192");
    svg.text(0, 34, "label", "\u2191 " + yLabel);
  }

  private void marks(Svg svg, Scale x, Scale y) {
    for (Mark mark : marks) {
      double at = x.at(mark.x());
      svg.line(at, TOP - 4, at, y.start(), "mark");
      double middle = Math.max(at, HALF_LETTER * mark.text().length());
      svg.text(middle, TOP - 9, "label middle", mark.text());
    }
  }

  private void curve(Svg svg, Scale x, Scale y, int index) {
    StringBuilder path = new StringBuilder();
    String command = "M";
    for (Point p : series.get(index).exact()) {
      if (!drawable(p)) {
        command = "M";
        continue;
      }
      path.append(command).append(Numbers.pixel(x.at(p.x())) + " " + Numbers.pixel(y.at(p.y())));
      command = "L";
    }
    if (path.length() > 0) {
      svg.path(path.toString(), "curve " + series.get(index).cssClass(), id + "-clip");
    }
    dives(svg, x, y, series.get(index));
    for (Point p : series.get(index).measured()) {
      if (drawable(p) && y.holds(p.y())) {
        measured(svg, x.at(p.x()), y, p, series.get(index).cssClass());
      }
    }
  }

  private static void measured(Svg svg, double at, Scale y, Point p, String cssClass) {
    if (p.error() > 0) {
      svg.line(at, y.at(p.y() - p.error()), at, y.at(p.y() + p.error()), "bar " + cssClass);
    }
    svg.circle(at, y.at(p.y()), 3, "dot " + cssClass);
  }

  /** An arrow where a curve is lowest below the picture. */
  private void dives(Svg svg, Scale x, Scale y, Series s) {
    Point lowest = null;
    for (Point p : s.exact()) {
      boolean below = p.y() < y.low();
      if (below && (lowest == null || p.y() < lowest.y())) {
        lowest = p;
      } else if (!below && lowest != null) {
        svg.text(x.at(lowest.x()), y.start() + 14, "label middle", "\u2193 0");
        lowest = null;
      }
    }
  }

  /** The names beside the curves' ends, from the top down, never closer than a line. */
  private void names(Svg svg, Scale y, double right) {
    List<Integer> downward =
        IntStream.range(0, series.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -lastValue(i)))
            .toList();
    double room = y.start() - (downward.size() - 1) * LINE;
    double least = TOP;
    for (int i : downward) {
      double at = Math.max(least, Math.min(room, y.at(lastValue(i))));
      // From the end of the curve to its name, wherever there was room for it.
      double end = Math.max(TOP, Math.min(y.start(), y.at(lastValue(i))));
      svg.line(right + 2, end, right + 16, at, "lead " + series.get(i).cssClass());
      svg.line(right + 18, at, right + 32, at, "curve " + series.get(i).cssClass());
      if (!series.get(i).measured().isEmpty()) {
        svg.circle(right + 25, at, 3, "dot " + series.get(i).cssClass());
      }
      svg.text(right + SWATCH - 2, at + 4, "label", series.get(i).name());
      least = at + LINE;
      room += LINE;
    }
  }

  private double lastValue(int index) {
    Series s = series.get(index);
    List<Point> from = s.exact().stream().anyMatch(this::drawable) ? s.exact() : s.measured();
    List<Point> drawn = from.stream().filter(this::drawable).toList();
    return drawn.get(drawn.size() - 1).y();
  }
}
