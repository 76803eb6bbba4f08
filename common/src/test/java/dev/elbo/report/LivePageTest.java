package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.report.RunView.Pace;
import dev.elbo.report.RunView.Round;
import dev.elbo.report.RunView.State;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page of a session's runs, read back by an XML parser. */
class LivePageTest {
  private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant NOW = BEGAN.plusSeconds(130);
  private static final String EVIL = "<img src=x onerror=alert(1)>&'\"]]></script>\u0000";

  private static EpochMetrics line(int epoch) {
    ElboParts train = new ElboParts(-100.0 / epoch, 1, -101);
    ElboParts held = new ElboParts(-110.0 / epoch, 1.5, -101);
    return new EpochMetrics(epoch, train, Optional.of(held), 5000, 40, 2, 2, 0.1, 7, 0.001);
  }

  private static RunView run(String id, State state, int epochs) {
    return new RunView(
        id,
        List.of(new ReportData.Setting("elbo.data.path", EVIL, "there")),
        BEGAN,
        state == State.RUNNING ? Optional.empty() : Optional.of(BEGAN.plusSeconds(100)),
        state,
        EVIL,
        Optional.of(new Pace(0, epochs, 10, BEGAN, BEGAN.plusSeconds(120))),
        Optional.of(new Round(2, 2, 1.25)),
        IntStream.rangeClosed(1, epochs).mapToObj(LivePageTest::line).toList(),
        0,
        Optional.of(new RunView.Memory(10L << 20, 2048L << 20, OptionalLong.empty())));
  }

  private static Document page(RunView... runs) {
    return Xml.parse("<page>" + LivePage.html(List.of(runs), NOW) + "</page>");
  }

  private static Map<String, String> figures(Document page) {
    List<Element> names = Xml.all(page, "dt");
    List<Element> values = Xml.all(page, "dd");
    return IntStream.range(0, names.size())
        .boxed()
        .collect(
            Collectors.toMap(
                i -> names.get(i).getTextContent(), i -> values.get(i).getTextContent()));
  }

  @Test
  void aRunThatGoesShowsItsNumbers() {
    assertThat(figures(page(run("digits", State.RUNNING, 4))))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("validation ELBO, nats", "\u221229.00"),
                Map.entry("reconstruction", "\u221227.50"),
                Map.entry("KL", "1.50"),
                Map.entry("active units", "7"),
                Map.entry("learning rate", "0.00100"),
                Map.entry("examples/s", "2,500"),
                Map.entry("epochs", "4 of 10"),
                Map.entry("seconds a round", "1.3"),
                Map.entry("time", "2:10"),
                Map.entry("left", "2:50"), // six epochs of 30 seconds, 10 of which have passed
                Map.entry("memory, MiB", "2,048")));
  }

  @Test
  void itsCurvesHaveAPointAnEpoch() {
    Document page = page(run("digits", State.RUNNING, 4));
    Function<String, Integer> dots =
        cssClass -> Xml.elements(page, "circle", "dot " + cssClass).size();
    // One of each is the legend's.
    assertThat(List.of(dots.apply("train"), dots.apply("validation"), dots.apply("speed")))
        .containsExactly(5, 5, 5);
    assertThat(Xml.texts(page, "text", "value")).contains("\u221229.00", "2,500");
  }

  @Test
  void noValueIsMarkup() {
    Document page = page(run(EVIL, State.FAILED, 2), run(EVIL, State.FINISHED, 2));
    String shown = EVIL.replace('\u0000', '\uFFFD');
    assertThat(Xml.all(page, "img")).isEmpty();
    assertThat(Xml.all(page, "script")).hasSize(1);
    assertThat(Xml.all(page, "h4").get(0).getTextContent()).isEqualTo(shown + " failed");
    assertThat(Xml.all(page, "summary").get(0).getTextContent()).startsWith(shown + " finished");
    assertThat(Xml.all(page, "code").get(1).getTextContent()).isEqualTo(shown);
    assertThat(Xml.texts(page, "p", "note").get(0)).startsWith(shown);
  }

  @Test
  void runsThatAreOverFoldBehindTheNewest() {
    Document page =
        page(run("c", State.FINISHED, 2), run("b", State.RUNNING, 1), run("a", State.FAILED, 0));
    assertThat(Xml.all(page, "h4").stream().map(Element::getTextContent))
        .containsExactly("c finished", "b running");
    assertThat(Xml.all(page, "summary").stream().map(Element::getTextContent))
        .containsExactly("a failed 0 epochs");
  }

  @Test
  void namesOfElementsAreUnique() {
    Document page = page(run("b", State.RUNNING, 2), run("a", State.FINISHED, 2));
    List<String> ids =
        Xml.all(page, "*").stream()
            .map(e -> e.getAttribute("id"))
            .filter(s -> !s.isEmpty())
            .toList();
    assertThat(ids).hasSizeGreaterThan(8).doesNotHaveDuplicates();
  }

  @Test
  void aSessionWithoutRunsSaysSoAndLooksSeldom() {
    Document page = page();
    assertThat(Xml.texts(page, "p", "note"))
        .containsExactly("No run yet: one appears here once its data has been read.");
    assertThat(Xml.all(page, "div").get(0).getAttribute("data-every")).isEqualTo("15");
    assertThat(Xml.all(page(run("a", State.RUNNING, 0)), "div").get(0).getAttribute("data-every"))
        .isEqualTo("3");
  }

  @Test
  void styleIsKeptToTheRuns() {
    String css = Xml.all(page(), "style").get(0).getTextContent();
    List<String> selectors =
        Pattern.compile("([^{}]+)\\{[^{}]*}")
            .matcher(css)
            .results()
            .flatMap(rule -> Stream.of(rule.group(1).split(",")))
            .map(String::strip)
            .toList();
    assertThat(selectors).hasSizeGreaterThan(30).allMatch(s -> s.startsWith("#elbo-runs"));
  }
}
