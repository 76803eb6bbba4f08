package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.ScatterPlot.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ScatterPlotTest {
  @Test
  void bothAxesHaveOneScale() {
    List<Point> points = List.of(new Point(0, 0, 0), new Point(10, 0, 0), new Point(0, 1, 0));
    List<Element> dots = Xml.elements(draw(points, List.of()), "circle", "c0");
    double across = Xml.number(dots.get(1), "cx") - Xml.number(dots.get(0), "cx");
    double up = Xml.number(dots.get(0), "cy") - Xml.number(dots.get(2), "cy");
    assertThat(across).isEqualTo(10 * up, within(1.1));
    assertThat(up).isPositive();
  }

  @Test
  void aSinglePointIsInThePicture() {
    Element dot = Xml.elements(draw(List.of(new Point(3, 3, 0)), List.of()), "circle", "c0").get(0);
    assertThat(Xml.number(dot, "cx")).isBetween(40.0, 640.0);
    assertThat(Xml.number(dot, "cy")).isBetween(48.0, 456.0);
  }

  @Test
  void labelsAreInTheLegendAndAtTheMiddleOfTheirPoints() {
    List<Point> points = List.of(new Point(0, 0, 0), new Point(9, 9, 1), new Point(9, 8, 1));
    Document svg = draw(points, List.of("cat", "<dog>", "<dog>"));
    assertThat(Xml.texts(svg, "text", "label")).contains("<dog>", "cat");
    assertThat(Xml.texts(svg, "text", "name")).containsExactly("<dog>", "cat");
    assertThat(Xml.elements(svg, "circle", "c1")).hasSize(3);
  }

  @Test
  void longLabelsAreShortened() {
    Document svg = draw(List.of(new Point(0, 0, 0)), List.of("a very long label indeed"));
    assertThat(Xml.texts(svg, "text", "name")).containsExactly("a very long l\u2026");
  }

  private static Document draw(List<Point> points, List<String> labels) {
    Categories categories = Categories.of(labels);
    return Xml.parse(
        new ScatterPlot("id", "t", "d", 640, 500, points, categories, "z0", "z1").svg());
  }
}
