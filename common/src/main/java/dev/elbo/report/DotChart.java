package dev.elbo.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * A measured number a line, as a circle with a bar of its error, and the exact one as a stroke.
 *
 * @param id unique in the page
 * @param title short, drawn above the lines
 * @param description what the numbers tell
 * @param width in pixels, as all text sizes are
 * @param horizontal how the numbers are spaced
 * @param xLabel the name of the numbers
 * @param lines from the top down, not empty
 * @param truth a vertical line
 */
record DotChart(
    String id,
    String title,
    String description,
    int width,
    Scale.Kind horizontal,
    String xLabel,
    List<Line> lines,
    OptionalDouble truth) {

  /** A named number; the bar reaches by the error to both sides. */
  record Line(String name, double measured, double error, double exact) {

    private DoubleStream ends() {
      return DoubleStream.of(measured - error, measured + error, exact);
    }
  }

  private static final int TOP = 44;
  private static final int BOTTOM = 44;
  private static final int LINE = 26;
  private static final double LETTER = 7;
  private static final double STROKE = 8;

  String svg() {
    int height = TOP + lines.size() * LINE + BOTTOM;
    double bottom = (double) height - BOTTOM;
    Svg svg = new Svg(id, width, height, title, description);
    svg.text(0, 15, "title", title);
    double left = LETTER * lines.stream().mapToInt(l -> l.name().length()).max().orElse(0) + 14;
    Scale x = x(left);
    for (Scale.Tick tick : x.ticks()) {
      svg.line(x.at(tick.value()), TOP, x.at(tick.value()), bottom, "grid");
      svg.text(x.at(tick.value()), bottom + 18, "tick middle", tick.label());
    }
    svg.line(left, bottom, width, bottom, "axis");
    svg.text(width, height - 6, "label end", xLabel + " \u2192");
    truth.ifPresent(
        value -> {
          svg.line(x.at(value), TOP - 4, x.at(value), bottom, "mark");
          svg.text(x.at(value), TOP - 9, "label middle", "truth");
        });
    for (int i = 0; i < lines.size(); i++) {
      line(svg, x, left, TOP + (i + 0.5) * LINE, lines.get(i));
    }
    return svg.close();
  }

  private Scale x(double left) {
    boolean linear = horizontal == Scale.Kind.LINEAR;
    double[] ends =
        DoubleStream.concat(lines.stream().flatMapToDouble(Line::ends), truth.stream())
            .filter(v -> linear || v > 0)
            .sorted()
            .toArray();
    double least = ends.length == 0 ? 1 : ends[0];
    double greatest = ends.length == 0 ? 1 : ends[ends.length - 1];
    if (linear) {
      double air = greatest > least ? 0.06 * (greatest - least) : 1;
      return new Scale(horizontal, least - air, greatest + air, left, width);
    }
    double air = Math.pow(Math.max(10, greatest / least), 0.1);
    return new Scale(horizontal, least / air, greatest * air, left, width);
  }

  private static void line(Svg svg, Scale x, double left, double y, Line line) {
    svg.text(left - 12, y + 4, "label end", line.name());
    if (x.kind() == Scale.Kind.LOGARITHMIC && line.measured() <= 0) {
      svg.text(left + 4, y + 4, "label", "\u2190 0");
      return;
    }
    svg.line(x.at(line.exact()), y - STROKE, x.at(line.exact()), y + STROKE, "exact");
    double low = x.at(Math.max(x.low(), line.measured() - line.error()));
    svg.line(low, y, x.at(line.measured() + line.error()), y, "bar s1");
    svg.circle(x.at(line.measured()), y, 3.5, "dot s1");
  }
}
