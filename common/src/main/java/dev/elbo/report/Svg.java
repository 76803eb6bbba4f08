package dev.elbo.report;

/** A drawing with a title and a description for those who cannot see it. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** The id must be unique in the page. */
  Svg(String id, int width, int height, String title, String description) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(width + " " + height)
        .append("\" role=\"img\" aria-labelledby=\"")
        .append(id + "-title " + id + "-desc\">\n<title id=\"" + id + "-title\">")
        .append(Html.escape(title))
        .append("</title><desc id=\"" + id + "-desc\">")
        .append(Html.escape(description))
        .append("</desc>\n");
  }

  /** Text whose baseline starts, ends or is centred at a point, as its class says. */
  Svg text(double x, double y, String cssClass, String text) {
    return open("text", cssClass)
        .attribute("x", x)
        .attribute("y", y)
        .raw(">" + Html.escape(text) + "</text>\n");
  }

  Svg line(double x1, double y1, double x2, double y2, String cssClass) {
    return open("line", cssClass)
        .attribute("x1", x1)
        .attribute("y1", y1)
        .attribute("x2", x2)
        .attribute("y2", y2)
        .raw("/>\n");
  }

  Svg circle(double x, double y, double radius, String cssClass) {
    return open("circle", cssClass)
        .attribute("cx", x)
        .attribute("cy", y)
        .attribute("r", radius)
        .raw("/>\n");
  }

  /** A rectangle that tells its text when pointed at. */
  Svg rect(double x, double y, double width, double height, String cssClass, String tip) {
    return open("rect", cssClass)
        .attribute("x", x)
        .attribute("y", y)
        .attribute("width", width)
        .attribute("height", height)
        .raw("><title>" + Html.escape(tip) + "</title></rect>\n");
  }

  /** An open path from data that this package made, seen only inside a clip. */
  Svg path(String data, String cssClass, String clip) {
    return open("path", cssClass).raw(" clip-path=\"url(#" + clip + ")\" d=\"" + data + "\"/>\n");
  }

  /** A path from data that this package made. */
  Svg shape(String data, String cssClass) {
    return open("path", cssClass).raw(" d=\"" + data + "\"/>\n");
  }

  /** A rectangle to clip by; the id must be unique in the page. */
  Svg clip(String id, double x, double y, double width, double height) {
    return raw("<clipPath id=\"" + id + "\"><rect")
        .attribute("x", x)
        .attribute("y", y)
        .attribute("width", width)
        .attribute("height", height)
        .raw("/></clipPath>\n");
  }

  /** Horizontal grid lines and the labels of an axis that points up, between two pixels. */
  Svg grid(Axis y, double left, double right) {
    for (double tick : y.ticks().values()) {
      line(left, y.at(tick), right, y.at(tick), "grid");
      text(left - 8, y.at(tick) + 4, "tick end", y.ticks().label(tick));
    }
    return this;
  }

  /** Ticks and labels of an axis that points right, along a base line. */
  Svg base(Axis x, double bottom) {
    line(x.start(), bottom, x.end(), bottom, "axis");
    for (double tick : x.ticks().values()) {
      line(x.at(tick), bottom, x.at(tick), bottom + 4, "axis");
      text(x.at(tick), bottom + 18, "tick middle", x.ticks().label(tick));
    }
    return this;
  }

  private Svg open(String element, String cssClass) {
    return raw("<" + element + " class=\"" + cssClass + "\"");
  }

  private Svg attribute(String name, double value) {
    return raw(" " + name + "=\"" + Numbers.pixel(value) + "\"");
  }

  private Svg raw(String text) {
    out.append(text);
    return this;
  }

  /** The whole element. */
  String close() {
    return out + "</svg>\n";
  }
}
