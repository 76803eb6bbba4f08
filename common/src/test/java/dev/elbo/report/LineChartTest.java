package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.LineChart.Series;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LineChartTest {
  @Test
  void aCurveGoesThroughItsPoints() {
    Document svg = draw(List.of(series("train", -4, -2, 0)), OptionalInt.empty());
    List<Element> dots = Xml.elements(svg, "circle", "dot train");
    // The first is the legend's; the others lie on a rising line at equal distances.
    assertThat(dots).hasSize(4);
    double x1 = Xml.number(dots.get(1), "cx");
    double x2 = Xml.number(dots.get(2), "cx");
    assertThat(Xml.number(dots.get(3), "cx") - x2).isEqualTo(x2 - x1, within(0.21));
    double y1 = Xml.number(dots.get(1), "cy");
    double y2 = Xml.number(dots.get(2), "cy");
    assertThat(y2).isLessThan(y1);
    assertThat(Xml.number(dots.get(3), "cy") - y2).isEqualTo(y2 - y1, within(0.21));
  }

  @Test
  void theLegendNamesTheCurvesAndTheEndsShowTheirValues() {
    Document svg =
        draw(List.of(series("train", -3, -1), series("validation", -4, -2)), OptionalInt.empty());
    assertThat(Xml.texts(svg, "text", "label")).containsExactlyInAnyOrder("train", "validation");
    assertThat(Xml.texts(svg, "text", "value")).containsExactly("\u22121.00", "\u22122.00");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(
            "Nats per example. train from \u22123.00 to \u22121.00. validation from \u22124.00 to"
                + " \u22122.00.");
  }

  @Test
  void valuesAtTheEndsNeverTouch() {
    Document svg =
        draw(
            List.of(series("a", 0, 10), series("b", 0, 10), series("c", 0, 9.99)),
            OptionalInt.empty());
    List<Double> heights =
        Xml.elements(svg, "text", "value").stream().map(e -> Xml.number(e, "y")).toList();
    assertThat(heights.get(1) - heights.get(0)).isGreaterThanOrEqualTo(15);
    assertThat(heights.get(2) - heights.get(1)).isGreaterThanOrEqualTo(15);
  }

  @Test
  void aValueThatIsNoNumberLeavesAGap() {
    Document svg = draw(List.of(series("train", 1, 2, Double.NaN, 3, 4)), OptionalInt.empty());
    assertThat(Xml.elements(svg, "path", "curve train").get(0).getAttribute("d"))
        .matches("M[^ML]+L[^ML]+M[^ML]+L[^ML]+");
  }

  @Test
  void nothingButGapsStillIsAChart() {
    Document svg = draw(List.of(series("train", Double.NaN, Double.NaN)), OptionalInt.empty());
    assertThat(Xml.texts(svg, "text", "value")).isEmpty();
    assertThat(Xml.elements(svg, "circle", "dot")).hasSize(1);
  }

  @Test
  void theKeptEpochIsMarked() {
    Document svg = draw(List.of(series("train", 1, 2, 3)), OptionalInt.of(2));
    assertThat(Xml.texts(svg, "text", "label")).contains("kept: epoch 2");
    double at = Xml.number(Xml.elements(svg, "line", "mark").get(0), "x1");
    assertThat(at).isEqualTo(Xml.number(Xml.elements(svg, "circle", "dot").get(2), "cx"));
  }

  @Test
  void aSteepStartLeavesThePictureAndIsSaid() {
    double[] values = IntStream.range(0, 20).mapToDouble(i -> i == 0 ? -1000 : i % 3).toArray();
    Document svg = draw(List.of(series("train", values)), OptionalInt.empty());
    assertThat(Xml.texts(svg, "text", "label")).contains("starts below the axis at \u22121000.00");
    assertThat(Xml.elements(svg, "circle", "dot")).hasSize(1 + 19);
  }

  private static Series series(String name, double... values) {
    return new Series(
        name, name, IntStream.range(0, values.length).mapToObj(i -> values[i]).toList());
  }

  private static Document draw(List<Series> series, OptionalInt mark) {
    int n = series.get(0).values().size();
    List<Integer> epochs = IntStream.rangeClosed(1, n).boxed().toList();
    return Xml.parse(new LineChart("id", "ELBO", 640, 400, epochs, series, mark).svg());
  }
}
