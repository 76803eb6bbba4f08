package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.estimator.experiment.Experiments;
import dev.elbo.estimator.experiment.Findings;
import dev.elbo.estimator.experiment.Run;
import dev.elbo.estimator.graph.NetworkStep;
import dev.elbo.estimator.graph.Sampling;
import dev.elbo.estimator.graph.SmallNetwork;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class EstimatorsPageTest {

  @ParameterizedTest
  @ValueSource(strings = {"toy-normal", "toy-bernoulli", "variance-table", "failures"})
  void aPageIsWellFormedAndNamesEveryEstimator(String name) {
    Findings findings = findings(name);
    String html = EstimatorsPage.html(findings);
    Document page = Xml.parse(html);
    findings.rows().forEach(row -> assertThat(html).contains(row.estimator()));
    assertThat(html.indexOf(EstimatorsPage.MARK)).isBetween(0, 300);
    assertThat(html)
        .doesNotContain("href", "src=", "url(http", "NaN", "Infinity")
        .contains("Check");
    assertThat(Xml.all(page, "script")).isEmpty();
  }

  @Test
  void equalFindingsGiveEqualText() {
    assertThat(EstimatorsPage.html(findings("toy-bernoulli")))
        .isEqualTo(EstimatorsPage.html(findings("toy-bernoulli")));
  }

  @Test
  void theVarianceTableHasAChartOfTheDimensionAndOneOfEachFunction() {
    Document page = Xml.parse(EstimatorsPage.html(findings("variance-table")));
    assertThat(Xml.texts(page, "text", "title"))
        .containsExactly(
            "Sum of squares: variance ratio over the dimension",
            "(x-k)^2: variance ratio of d/dmu over k",
            "exp(-k x^2): variance ratio of d/dmu over k",
            "cos(k x): variance ratio of d/dmu over k");
    assertThat(Xml.texts(page, "text", "label"))
        .contains(
            "pathwise is noisier than the score function from k = 0.870",
            "pathwise is noisier than the score function from k = 1.064");
    // Six dimensions for each of five estimators, and the legend.
    assertThat(Xml.elements(page, "circle", "dot")).hasSizeGreaterThan(6 * 5 + 5);
  }

  @Test
  void aCurveThatFallsToZeroSaysSo() {
    Document page = Xml.parse(EstimatorsPage.html(findings("variance-table")));
    // measure-valued, at k = 1 of the square and k = pi of the cosine.
    assertThat(Xml.texts(page, "text", "label")).filteredOn(t -> t.equals("\u2193 0")).hasSize(2);
  }

  @Test
  void estimatesHaveBarsAndEveryChartAKey() {
    Document bernoulli = Xml.parse(EstimatorsPage.html(findings("toy-bernoulli")));
    // Five temperatures of two relaxations.
    assertThat(Xml.elements(bernoulli, "line", "bar")).hasSize(10);
    for (String name : List.of("toy-normal", "toy-bernoulli", "variance-table", "failures")) {
      Document page = Xml.parse(EstimatorsPage.html(findings(name)));
      assertThat(Xml.all(page, "figcaption"))
          .hasSameSizeAs(Xml.all(page, "svg"))
          .hasSizeGreaterThan(1)
          .allSatisfy(
              caption ->
                  assertThat(caption.getTextContent()).contains("Circles: measured", "exact"));
    }
  }

  @Test
  void anEstimatorWithoutVarianceIsZeroOnALogarithmicAxis() {
    Document page = Xml.parse(EstimatorsPage.html(findings("failures")));
    assertThat(Xml.texts(page, "text", "title"))
        .contains("step: 1 where z > 0, d/dmu: estimates", "step: 1 where z > 0, d/dmu: variances")
        .hasSize(6);
    // Pathwise on a step, and naive on a bit.
    assertThat(Xml.texts(page, "text", "label")).filteredOn(t -> t.equals("\u2190 0")).hasSize(2);
  }

  @Test
  void namesBesideCurvesDoNotTouch() {
    Document page = Xml.parse(EstimatorsPage.html(findings("variance-table")));
    for (Element svg : Xml.all(page, "svg")) {
      List<Double> heights =
          Xml.all(page, "text").stream()
              .filter(text -> text.getParentNode() == svg)
              .filter(text -> text.getTextContent().matches("score.*|pathwise|measure-.*|leave.*"))
              .map(text -> Xml.number(text, "y"))
              .sorted()
              .toList();
      assertThat(heights).hasSizeGreaterThan(3);
      for (int i = 1; i < heights.size(); i++) {
        assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThanOrEqualTo(14.9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4-3-2", "3-2", "12-9-6-3-2"})
  void theGraphShowsEveryNodeAndTheTwoCuts(String widths) {
    SmallNetwork network = SmallNetwork.parse(widths);
    SmallNetwork.Numbers numbers = network.numbers(Noise.of(3, 0, 0, 0));
    NetworkStep trick = NetworkStep.of(network, numbers, Sampling.REPARAMETERIZED);
    NetworkStep cut = NetworkStep.of(network, numbers, Sampling.AS_IT_IS);
    String html = EstimatorsPage.html(trick, cut, List.of("What it shows."));
    Document page = Xml.parse(html);
    assertThat(Xml.elements(page, "path", "edge cut")).hasSize(2);
    assertThat(Xml.elements(page, "rect", "box noise")).hasSize(1);
    assertThat(Xml.elements(page, "rect", "box")).hasSize(11 + 2 * network.hidden().size());
    trick.graph().nodes().forEach(node -> assertThat(html).contains(node.name()));
    assertThat(html).contains("the noise enters here", "cut without");
  }

  private static Findings findings(String name) {
    return Experiments.named(name)
        .orElseThrow()
        .run(new Run(OptionalLong.of(1_000), 1, what -> {}));
  }
}
