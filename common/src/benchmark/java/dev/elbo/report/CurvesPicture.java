package dev.elbo.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Charts of the same curves over several things, one below the other, in an SVG file of its own: no
 * page around it gives it colours. Lines differ by dashes too, for those who print in black.
 */
public final class CurvesPicture {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 350;
  private static final int GAP = 14;
  private static final int EDGE = 16;

  // Okabe and Ito's colours, dark enough for lines on white.
  private static final List<String> COLOURS =
      List.of("#000000", "#d55e00", "#0072b2", "#00785a", "#a3487e", "#7a5c00", "#5b3fa8");
  private static final List<String> DASHES = List.of("none", "9 4", "2.5 4.5", "11 4 2 4");

  private static final String CSS =
      """
      text { font: 12px "Liberation Sans", Arial, Helvetica, sans-serif; fill: #1b1f26; }
      .title { font-size: 14px; font-weight: 600; }
      .label, .tick { fill: #454d57; }
      .end { text-anchor: end; } .middle { text-anchor: middle; }
      .grid { stroke: #e2e6ea; } .axis { stroke: #59636f; }
      .curve { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
      .lead { stroke: #9aa3ad; stroke-width: 1; }
      .dot { stroke-width: 1.6; }
      """;

  private final String title;
  private final String values;
  private final List<String> panels = new ArrayList<>();

  /** How what the curves run over is spaced. */
  public enum Spacing {
    /** A step is a difference. */
    EVEN,
    /** A step is a factor. */
    BY_FACTORS
  }

  /** Whether a point has a circle. */
  public enum Kind {
    /** It has. */
    MEASURED,
    /** A point of the line between two others. */
    ON_THE_WAY
  }

  /** A point of a curve. */
  public record Point(double x, double y, Kind kind) {}

  /** How a curve is drawn: numbers of a colour and of a shape of line, from 0. */
  public record Style(int colour, int line) {
    private String cssClass() {
      return "c%d l%d %s"
          .formatted(
              colour % COLOURS.size(), line % DASHES.size(), colour % 2 == 0 ? "full" : "hollow");
    }
  }

  /** A named curve; not empty, x ascending. */
  public record Curve(String name, Style style, List<Point> points) {}

  /**
   * An empty picture.
   *
   * @param title of the whole
   * @param values what the curves show
   */
  public CurvesPicture(String title, String values) {
    this.title = title;
    this.values = values;
  }

  /** Adds a chart below those before. */
  public void panel(String over, Spacing spacing, List<Curve> curves) {
    String first = panels.isEmpty() ? title : "";
    Scale.Kind kind = spacing == Spacing.EVEN ? Scale.Kind.LINEAR : Scale.Kind.LOGARITHMIC;
    panels.add(
        new CurveChart(
                "panel" + panels.size(),
                first,
                title + ": " + values + " over " + over,
                WIDTH,
                HEIGHT,
                kind,
                over,
                Scale.Kind.LINEAR,
                values,
                curves.stream().map(CurvesPicture::series).toList(),
                List.of())
            .svg());
  }

  private static CurveChart.Series series(Curve curve) {
    return new CurveChart.Series(
        curve.name(),
        curve.style().cssClass(),
        curve.points().stream().map(p -> new CurveChart.Point(p.x(), p.y())).toList(),
        curve.points().stream()
            .filter(p -> p.kind() == Kind.MEASURED)
            .map(p -> new CurveChart.Point(p.x(), p.y()))
            .toList());
  }

  /** The file. */
  public String svg() {
    int width = WIDTH + 2 * EDGE;
    int height = panels.size() * (HEIGHT + GAP) - GAP + 2 * EDGE;
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n"
            .formatted(width, height, width, height));
    out.append("<title>" + Html.escape(title) + "</title>\n");
    out.append("<style>\n" + CSS + styles() + "</style>\n");
    out.append("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n".formatted(width, height));
    for (int i = 0; i < panels.size(); i++) {
      out.append(
          "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">\n"
              .formatted(EDGE, EDGE + i * (HEIGHT + GAP), WIDTH, HEIGHT));
      out.append(panels.get(i)).append("</svg>\n");
    }
    return out.append("</svg>\n").toString();
  }

  private static String styles() {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < COLOURS.size(); i++) {
      String colour = COLOURS.get(i);
      css.append(".curve.c%d, .dot.c%d { stroke: %s; }\n".formatted(i, i, colour));
      css.append(".dot.c%d.full { fill: %s; }\n".formatted(i, colour));
    }
    css.append(".dot.hollow { fill: #ffffff; }\n");
    for (int i = 0; i < DASHES.size(); i++) {
      css.append(".curve.l%d { stroke-dasharray: %s; }\n".formatted(i, DASHES.get(i)));
    }
    return css.toString();
  }
}
