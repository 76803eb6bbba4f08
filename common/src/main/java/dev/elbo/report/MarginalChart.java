package dev.elbo.report;

import dev.elbo.report.TableComparison.Marginal;
import dev.elbo.report.TableComparison.Shares;
import java.util.Arrays;
import java.util.List;

/** One column by itself: bars of the data, an outline of what was generated. */
final class MarginalChart {
  private static final int WIDTH = 250;
  private static final int HEIGHT = 150;
  private static final int TOP = 26;
  private static final int BOTTOM = 24;
  private static final int LEFT = 4;
  private static final int MOST_LEVELS = 12;
  private static final int LABEL = 8;

  private MarginalChart() {}

  static String svg(int number, Marginal column) {
    Svg svg =
        new Svg(
            "marginal-" + number,
            WIDTH,
            HEIGHT,
            column.name(),
            "How often values occur in the data and in what was generated.");
    svg.text(LEFT, 14, "title", column.name());
    if (column instanceof TableComparison.Numbers numbers) {
      numbers(svg, numbers);
    } else {
      shares(svg, (Shares) column);
    }
    return svg.close();
  }

  private static void numbers(Svg svg, TableComparison.Numbers column) {
    Histogram histogram = Histogram.of(column);
    bars(svg, histogram.real(), histogram.generated(), null);
    String low = Numbers.significant(histogram.low(), 4);
    String high = Numbers.significant(histogram.high(), 4);
    svg.text(LEFT, HEIGHT - 8, "tick", low);
    svg.text(WIDTH - LEFT, HEIGHT - 8, "tick end", high);
  }

  private static void shares(Svg svg, Shares column) {
    int shown = Math.min(column.levels().size(), MOST_LEVELS);
    bars(
        svg,
        Arrays.copyOf(column.real(), shown),
        Arrays.copyOf(column.generated(), shown),
        column.levels().subList(0, shown));
  }

  private static void bars(Svg svg, double[] real, double[] generated, List<String> names) {
    double most = Math.max(max(real), max(generated));
    double slot = (WIDTH - 2.0 * LEFT) / real.length;
    double base = HEIGHT - BOTTOM;
    double scale = most > 0 ? (base - TOP) / most : 0;
    double gap = names == null ? 0 : slot * 0.15;
    StringBuilder outline = new StringBuilder();
    for (int i = 0; i < real.length; i++) {
      double left = LEFT + i * slot + gap;
      double width = slot - 2 * gap;
      String tip =
          "%sdata %s %%, generated %s %%"
              .formatted(
                  names == null ? "" : names.get(i) + ": ",
                  percent(real[i]),
                  percent(generated[i]));
      svg.rect(left, base - real[i] * scale, width, real[i] * scale, "idle", tip);
      String y = Numbers.pixel(base - generated[i] * scale);
      outline
          .append(i == 0 || names != null ? "M" : "L")
          .append(Numbers.pixel(left) + " " + y)
          .append("L" + Numbers.pixel(left + width) + " " + y);
      if (names != null) {
        String name = names.get(i);
        svg.text(
            left + width / 2,
            HEIGHT - 8,
            "tick middle",
            name.length() <= LABEL ? name : name.substring(0, LABEL - 1) + "\u2026");
      }
    }
    svg.shape(outline.toString(), "curve made");
    svg.line(LEFT, base, WIDTH - LEFT, base, "axis");
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  private static String percent(double part) {
    return Numbers.fixed(100 * part, 1);
  }
}
