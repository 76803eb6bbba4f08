package dev.elbo.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Curves over epochs.
 *
 * @param id unique in the page
 * @param title short, drawn above the curves
 * @param width in pixels, as all text sizes are
 * @param height in pixels
 * @param epochs ascending, not empty
 * @param series one value an epoch each; a value that is not finite leaves a gap
 * @param mark an epoch to be pointed out
 * @param unit of the values
 */
record LineChart(
    String id,
    String title,
    int width,
    int height,
    List<Integer> epochs,
    List<Series> series,
    OptionalInt mark,
    Unit unit) {

  /** Curves in nats. */
  LineChart(
      String id,
      String title,
      int width,
      int height,
      List<Integer> epochs,
      List<Series> series,
      OptionalInt mark) {
    this(id, title, width, height, epochs, series, mark, Unit.NATS);
  }

  /** What values are, and how they are written. */
  enum Unit {
    NATS("Nats per example."),
    EXAMPLES_PER_SECOND("Examples per second.");

    private final String sentence;

    Unit(String sentence) {
      this.sentence = sentence;
    }

    private String text(double value) {
      return this == NATS || !Double.isFinite(value)
          ? Numbers.nats(value)
          : Numbers.grouped(Math.round(value));
    }
  }

  /** A named curve; the class colours it. */
  record Series(String name, String cssClass, List<Double> values) {}

  private static final int LEFT = 52;
  private static final int RIGHT = 62;
  private static final int TOP = 50;
  private static final int BOTTOM = 34;
  private static final int LABEL_HEIGHT = 15;
  private static final int DOTS_UP_TO = 30;

  String svg() {
    Svg svg = new Svg(id, width, height, title + " per epoch", description());
    svg.text(0, 15, "title", title);
    legend(svg);
    Axis x = Axis.whole(epochs.get(0), epochs.get(epochs.size() - 1), LEFT, width - RIGHT);
    Axis y = vertical();
    svg.grid(y, LEFT, width - RIGHT).base(x, height - BOTTOM);
    svg.text(width - RIGHT + 18, height - BOTTOM + 18, "tick", "epoch");
    mark.ifPresent(epoch -> mark(svg, x, epoch));
    // Three pixels of room for the width of a line at the edge.
    svg.clip(id + "-clip", LEFT - 3, TOP - 3, x.end() - LEFT + 6, y.start() - TOP + 3);
    series.forEach(s -> curve(svg, x, y, s));
    outside(svg, y);
    ends(svg, x, y);
    return svg.close();
  }

  /** The first epochs leave the picture where they would flatten all others. */
  private Axis vertical() {
    Axis whole = from(0);
    Axis settled = from(Math.min(3, epochs.size() / 10));
    double share = (settled.high() - settled.low()) / (whole.high() - whole.low());
    return share < 0.5 ? settled : whole;
  }

  private Axis from(int first) {
    double least = finite(first).min().orElse(0);
    return Axis.around(least, finite(first).max().orElse(0), height - BOTTOM, TOP);
  }

  private DoubleStream finite(int first) {
    return series.stream()
        .flatMap(s -> s.values().stream().skip(first))
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite);
  }

  private String description() {
    StringBuilder text = new StringBuilder(unit.sentence);
    for (Series s : series) {
      text.append(" " + s.name() + " from " + unit.text(s.values().get(0)));
      text.append(" to " + unit.text(last(s)) + ".");
    }
    return text.toString();
  }

  private static double last(Series s) {
    return s.values().get(s.values().size() - 1);
  }

  private void legend(Svg svg) {
    double x = width - RIGHT;
    for (int i = series.size() - 1; i >= 0; i--) {
      Series s = series.get(i);
      // Fonts are unknown here; 6.5 pixels a letter is ample for 12 pixel sans serif.
      x -= 6.5 * s.name().length();
      svg.text(x, 15, "label", s.name());
      svg.line(x - 26, 11, x - 6, 11, "curve " + s.cssClass());
      svg.circle(x - 16, 11, 3, "dot " + s.cssClass());
      x -= 42;
    }
  }

  private void mark(Svg svg, Axis x, int epoch) {
    double at = x.at(epoch);
    svg.line(at, TOP, at, height - BOTTOM, "mark");
    if (at > (double) width / 2) {
      svg.text(at - 6, height - BOTTOM - 8, "label end", "kept: epoch " + epoch);
    } else {
      svg.text(at + 6, height - BOTTOM - 8, "label", "kept: epoch " + epoch);
    }
  }

  private void curve(Svg svg, Axis x, Axis y, Series s) {
    StringBuilder path = new StringBuilder();
    String command = "M";
    for (int i = 0; i < epochs.size(); i++) {
      double value = s.values().get(i);
      if (!Double.isFinite(value)) {
        command = "M";
        continue;
      }
      path.append(command)
          .append(Numbers.pixel(x.at(epochs.get(i))) + " " + Numbers.pixel(y.at(value)));
      command = "L";
    }
    svg.path(path.toString(), "curve " + s.cssClass(), id + "-clip");
    IntStream.range(0, epochs.size())
        .filter(i -> epochs.size() <= DOTS_UP_TO || i == epochs.size() - 1)
        .filter(i -> y.holds(s.values().get(i)))
        .forEach(
            i ->
                svg.circle(x.at(epochs.get(i)), y.at(s.values().get(i)), 3, "dot " + s.cssClass()));
  }

  /** Says under the title what the picture leaves out. */
  private void outside(Svg svg, Axis y) {
    Series s = series.get(series.size() - 1);
    double first = s.values().get(0);
    if (Double.isFinite(first) && !y.holds(first)) {
      String side = first < y.low() ? " below" : " above";
      svg.text(0, 33, "label", "starts" + side + " the axis at " + unit.text(first));
    }
  }

  /** The last values beside the curves' ends, from the top down, never closer than a line. */
  private void ends(Svg svg, Axis x, Axis y) {
    List<Series> downward =
        series.stream()
            .filter(s -> Double.isFinite(last(s)))
            .sorted(Comparator.comparingDouble(s -> -last(s)))
            .toList();
    double room = height - BOTTOM - (downward.size() - 1) * LABEL_HEIGHT;
    double least = TOP;
    for (Series s : downward) {
      double at = Math.max(least, Math.min(room, y.at(last(s))));
      svg.text(x.end() + 10, at + 4, "value " + s.cssClass(), unit.text(last(s)));
      least = at + LABEL_HEIGHT;
      room += LABEL_HEIGHT;
    }
  }
}
