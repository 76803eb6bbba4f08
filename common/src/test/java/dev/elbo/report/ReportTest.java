package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.feature.Schema;
import dev.elbo.report.ReportData.Latents;
import dev.elbo.report.ReportData.Rows;
import dev.elbo.report.ReportData.Run;
import dev.elbo.report.ReportData.Setting;
import dev.elbo.report.ReportData.Unit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
  private static final String EVIL = "<script>alert('1')</script>&\"\0";
  private static final String SHOWN = "<script>alert('1')</script>&\"\uFFFD";

  static Stream<ReportData> examples() {
    return Stream.of(Examples.digits(), Examples.table(), Examples.small(), bare());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itIsWellFormedAndEveryReferenceIsFound(ReportData data) {
    String html = Report.html(data);
    Document page = Xml.parse(html);
    List<String> ids =
        Xml.all(page, "*").stream()
            .map(e -> e.getAttribute("id"))
            .filter(i -> !i.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    for (Element svg : Xml.all(page, "svg")) {
      assertThat(ids).contains(svg.getAttribute("aria-labelledby").split(" "));
    }
    Pattern.compile("url\\(#([^)]*)\\)")
        .matcher(html)
        .results()
        .forEach(m -> assertThat(ids).contains(m.group(1)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itNeedsNeitherANetworkNorAScript(ReportData data) {
    String html = Report.html(data).replace("\"http://www.w3.org/2000/svg\"", "");
    assertThat(html)
        .doesNotContain("http://", "https://", "<script", "@import", "<link")
        .doesNotContainPattern("<[^>]*\\son[a-z]+=")
        .doesNotContainPattern("url\\([^#]")
        .doesNotContainPattern("src=\"(?!data:image/png;base64,)");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void equalDataGivesEqualTextInEveryLocale(ReportData data) {
    Locale before = Locale.getDefault();
    String html = Report.html(data);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Report.html(data)).isEqualTo(html);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theWholePageOfDigitsIsSmall() {
    assertThat(Report.html(Examples.digits()).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(300_000);
  }

  @Test
  void theHeadlineIsTheValidationElboOfTheKeptEpoch() {
    ReportData data = Examples.digits();
    Document page = Xml.parse(Report.html(data));
    double elbo = data.epochs().get(16).validation().orElseThrow().elbo();
    assertThat(Xml.elements(page, "div", "headline").get(0).getTextContent())
        .isEqualTo("validation ELBO, nats per example" + Numbers.nats(elbo));
    assertThat(Xml.texts(page, "dl", "figures").get(0))
        .contains("17 of 20", "14 of 20", "active units");
    assertThat(page.getElementsByTagName("header").item(0).getTextContent())
        .contains("digits", "finished", "3f9c1a77d0b2", "2026-03-04 05:06 UTC");
  }

  @Test
  void thePartsStandInOrder() {
    assertThat(headings(Examples.digits()))
        .containsExactly(
            "Training",
            "Reconstructions",
            "Samples from the prior",
            "Latent space",
            "Data",
            "Versions",
            "Settings");
  }

  @Test
  void withoutValidationRowsTheHeadlineSaysTraining() {
    Document page = Xml.parse(Report.html(Examples.table()));
    assertThat(Xml.elements(page, "div", "headline").get(0).getTextContent())
        .startsWith("training ELBO, nats per example");
    assertThat(Xml.elements(page, "path", "curve validation")).isEmpty();
  }

  @Test
  void imagesStandInPairs() {
    Document page = Xml.parse(Report.html(Examples.digits()));
    List<Element> pairs = Xml.elements(page, "span", "pair");
    assertThat(pairs).hasSize(32);
    assertThat(pairs).allMatch(pair -> pair.getElementsByTagName("img").getLength() == 2);
    assertThat(Xml.all(page, "img")).hasSize(2 * 32 + 64);
  }

  @Test
  void tablesAreShownInTheirOwnUnits() {
    ReportData data = Examples.table();
    List<String> first = ((Rows.Table) data.rows()).originals().get(0);
    assertThat(Report.html(data))
        .contains("<tr><th scope=\"row\">temperature</th><td>" + first.get(0) + "<");
  }

  @Test
  void wideTablesAreCut() {
    List<String> columns = IntStream.range(0, 80).mapToObj(i -> "column" + i).toList();
    Schema schema = new Schema(columns, Optional.empty(), Optional.empty());
    Rows rows =
        new Rows.Table(List.of(columns), List.of(columns), List.of(columns), Examples.nothing());
    assertThat(Report.html(with(schema, rows, noLatents())))
        .contains("The first 50 of 80 columns.", "column49")
        .doesNotContain("column50");
  }

  @Test
  void atMostTwoThousandPointsAreDrawnAndNoLabelIsLost() {
    Document page = Xml.parse(Report.html(Examples.digits()));
    long points =
        Xml.all(page, "circle").stream().filter(c -> c.getAttribute("r").equals("2.6")).count();
    assertThat(points).isEqualTo(2000);
    assertThat(Xml.texts(page, "text", "name")).hasSize(10);
  }

  @Test
  void barsAreSortedAndTellActiveFromIdle() {
    Latents latents =
        new Latents(
            List.of(),
            List.of(),
            List.of(new Unit(0.001, 1e-4), new Unit(2, 0.9), new Unit(1, 0.5)));
    Document page = Xml.parse(Report.html(with(bare().schema(), bare().rows(), latents)));
    assertThat(Xml.texts(page, "rect", "active"))
        .containsExactly(
            "z1: KL 2.00 nats, variance of the center 0.900",
            "z2: KL 1.00 nats, variance of the center 0.500");
    assertThat(Xml.elements(page, "rect", "idle")).hasSize(1);
    assertThat(Xml.texts(page, "figcaption", "").get(0))
        .isEqualTo(
            "2 of 3 latents are active (in colour): the center of q(z|x) moves with the data,"
                + " its variance over the rows being above 0.01. A latent below (grey) stays at the"
                + " prior.");
  }

  @Test
  void meansThatAreNoNumbersAreNotDrawn() {
    List<float[]> means = List.of(new float[] {Float.NaN, 1}, new float[] {1, 2});
    Latents latents = new Latents(means, List.of("lost", "kept"), List.of());
    Document page = Xml.parse(Report.html(with(bare().schema(), bare().rows(), latents)));
    assertThat(Xml.texts(page, "text", "title"))
        .containsExactly("Centers of the posteriors of 1 row");
    assertThat(Xml.texts(page, "text", "name")).containsExactly("kept");
  }

  @Test
  void withoutAnythingToShowItSaysSo() {
    assertThat(headings(bare())).containsExactly("Training");
    assertThat(Report.html(bare())).contains("No epoch was finished.");
  }

  @Test
  void everyTextIsEscaped() {
    Schema schema = new Schema(List.of(EVIL), Optional.empty(), Optional.empty());
    List<List<String>> row = List.of(List.of("c" + EVIL));
    TableComparison comparison =
        new TableComparison(
            List.of(
                new TableComparison.Shares(
                    "n" + EVIL, List.of("l" + EVIL), new double[] {1}, new double[] {1})),
            new TableComparison.Correlations(
                List.of("x" + EVIL, "y" + EVIL), new double[2][2], new double[2][2]),
            List.of(
                new TableComparison.Anomaly(
                    1, List.of(new TableComparison.Cell("a" + EVIL, "w" + EVIL, 1)))));
    Latents latents = new Latents(List.of(new float[] {1}), List.of(EVIL), List.of());
    ReportData data =
        new ReportData(
            new Run("t" + EVIL, "i" + EVIL, "s" + EVIL, Instant.EPOCH),
            Examples.epochs(2, true),
            2,
            schema,
            new Rows.Table(row, row, row, comparison),
            latents,
            Map.of("dk" + EVIL, "dv" + EVIL),
            List.of(new Setting("k" + EVIL, "v" + EVIL, "o" + EVIL)),
            Map.of("vk" + EVIL, "vv" + EVIL));
    String html = Report.html(data);
    assertThat(html).doesNotContain("<script", "\0");
    List<String> wanted = new ArrayList<>();
    for (String prefix :
        List.of("t", "i", "s", "dk", "dv", "k", "v", "o", "vk", "vv", "c", "n", "a", "w")) {
      wanted.add(prefix + SHOWN);
    }
    assertThat(Xml.parse(html).getDocumentElement().getTextContent())
        .contains(wanted)
        .contains("<script>alert\u2026");
  }

  private static List<String> headings(ReportData data) {
    return Xml.texts(Xml.parse(Report.html(data)), "h2", "");
  }

  private static ReportData bare() {
    Schema schema = new Schema(List.of("a"), Optional.empty(), Optional.empty());
    return with(
        schema, new Rows.Table(List.of(), List.of(), List.of(), Examples.nothing()), noLatents());
  }

  private static Latents noLatents() {
    return new Latents(List.of(), List.of(), List.of());
  }

  private static ReportData with(Schema schema, Rows rows, Latents latents) {
    Run run = new Run("bare", "bare", "diverged", Instant.EPOCH);
    return new ReportData(run, List.of(), 0, schema, rows, latents, Map.of(), List.of(), Map.of());
  }
}
