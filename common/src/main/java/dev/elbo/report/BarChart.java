package dev.elbo.report;

import java.util.List;

/**
 * Vertical bars, in nats.
 *
 * @param id unique in the page
 * @param title short, drawn above the bars
 * @param description what the bars tell
 * @param width in pixels, as all text sizes are
 * @param height in pixels
 * @param bars from left to right, not empty
 * @param base the name of what the bars stand for
 */
record BarChart(
    String id,
    String title,
    String description,
    int width,
    int height,
    List<Bar> bars,
    String base) {

  /** One bar; the class colours it, the tip shows when it is pointed at. */
  record Bar(String name, double value, String cssClass, String tip) {}

  private static final int LEFT = 40;
  private static final int TOP = 40;
  private static final int BOTTOM = 44;
  private static final double WIDEST = 48;
  private static final double ROOM_OF_A_NAME = 15;

  String svg() {
    Svg svg = new Svg(id, width, height, title, description);
    svg.text(0, 15, "title", title);
    double most = bars.stream().mapToDouble(BarChart::length).max().orElse(0);
    Axis y = Axis.exactly(0, most > 0 ? 1.05 * most : 1, height - BOTTOM, TOP);
    double slot = Math.min(WIDEST, (double) (width - LEFT) / bars.size());
    double right = LEFT + slot * bars.size();
    svg.grid(y, LEFT, width);
    // Names that would touch are left out at equal distances.
    int every = (int) Math.ceil(ROOM_OF_A_NAME / slot);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double left = LEFT + slot * i;
      double top = y.at(length(bar));
      svg.rect(left + 0.12 * slot, top, 0.76 * slot, y.start() - top, bar.cssClass(), bar.tip());
      if (i % every == 0) {
        svg.text(left + slot / 2, height - BOTTOM + 16, "tick middle", bar.name());
      }
    }
    svg.line(LEFT, y.start(), width, y.start(), "axis");
    svg.text((LEFT + right) / 2, height - 6, "label middle", base);
    return svg.close();
  }

  /** A value that is negative or no number has no length. */
  private static double length(Bar bar) {
    return Double.isFinite(bar.value()) ? Math.max(0, bar.value()) : 0;
  }
}
