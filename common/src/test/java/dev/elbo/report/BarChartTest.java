package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.report.BarChart.Bar;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BarChartTest {
  @Test
  void heightsAreInProportionAndStandOnTheSameLine() {
    List<Element> bars = bars(List.of(bar("7", 4), bar("2", 1)));
    assertThat(Xml.number(bars.get(0), "height"))
        .isEqualTo(4 * Xml.number(bars.get(1), "height"), within(0.3));
    assertThat(Xml.number(bars.get(0), "y") + Xml.number(bars.get(0), "height"))
        .isEqualTo(Xml.number(bars.get(1), "y") + Xml.number(bars.get(1), "height"), within(0.11));
  }

  @Test
  void whatHasNoLengthIsFlat() {
    List<Element> bars = bars(List.of(bar("0", 0), bar("1", Double.NaN), bar("2", -1e-9)));
    assertThat(bars).allMatch(b -> Xml.number(b, "height") == 0);
  }

  @Test
  void namesThatWouldTouchAreLeftOut() {
    Document svg =
        Xml.parse(chart(IntStream.range(0, 60).mapToObj(i -> bar("n" + i, 1)).toList()).svg());
    assertThat(Xml.texts(svg, "text", "tick middle")).startsWith("n0", "n3", "n6").hasSize(20);
  }

  private static Bar bar(String name, double value) {
    return new Bar(name, value, "active", "tip");
  }

  private static BarChart chart(List<Bar> bars) {
    return new BarChart("id", "KL", "bars", 420, 400, bars, "latent");
  }

  private static List<Element> bars(List<Bar> bars) {
    return Xml.elements(Xml.parse(chart(bars).svg()), "rect", "active");
  }
}
