package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.ElboException;
import dev.elbo.Secrets;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings.Reading;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where rows come from: names of tables, options of Spark's readers, their secrets. */
class SourceSettingsTest {
  private static final String JDBC =
      """
      elbo.data {
        format = jdbc, path = sales.orders
        options { url = "jdbc:db://host/x?user=me&password=hush;pwd=mum", password = hush, fetchsize = 100 }
      }
      """;

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  private void refused(String text, String message, String... sets) {
    assertThatExceptionOfType(ElboException.class)
        .isThrownBy(() -> desk.minimal(text, sets))
        .withMessage(message)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.SETTINGS));
  }

  @Test
  void everyOptionArrivesUnderItsNameFromAnyPlace() {
    Reading reading =
        desk.environment("ELBO__DATA__OPTIONS__USER", "me")
            .spark("spark.elbo.data.options.queryTimeout", "9")
            .minimal(
                JDBC + "elbo.data.options { a.b.c = x, numPartitions = null }",
                "elbo.data.options.fetchsize=7")
            .settings()
            .data()
            .reading();
    assertThat(reading.options())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "url", "jdbc:db://host/x?user=me&password=hush;pwd=mum",
                "password", "hush",
                "fetchsize", "7",
                "user", "me",
                "queryTimeout", "9",
                "a.b.c", "x"));
  }

  @Test
  void secretsStayOutOfWhatIsShownAndKept() {
    ResolvedSettings resolved = desk.minimal(JDBC);
    assertThat(resolved.render())
        .contains("elbo.data.options.password = \"[redacted]\"")
        .contains("\"jdbc:db://host/x?user=me&password=[redacted];pwd=[redacted]\"")
        .doesNotContain("hush", "mum");
    assertThat(resolved.settings().toString()).doesNotContain("hush", "mum");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:h2:mem:x;USER=sa;PASSWORD=p w          | jdbc:h2:mem:x;USER=sa;PASSWORD=[redacted] w
          jdbc:sqlserver://h:1;user=u;password={x}    | jdbc:sqlserver://h:1;user=u;password=[redacted]
          jdbc:mysql://h/d?user=u&password=p&ssl=true | jdbc:mysql://h/d?user=u&password=[redacted]&ssl=true
          jdbc:mysql://u:p@h/d                        | jdbc:mysql://[redacted]@h/d
          jdbc:oracle:thin:u/p@h:1:d                  | jdbc:oracle:thin:[redacted]@h:1:d
          jdbc:db://h/d?trustStorePassword=p&x=1      | jdbc:db://h/d?trustStorePassword=[redacted]&x=1
          jdbc:db://h/d?sslToken=p                    | jdbc:db://h/d?sslToken=[redacted]
          jdbc:postgresql://h/d?user=u                | jdbc:postgresql://h/d?user=u
          """)
  void passwordsInsideOfAddressesAreRedacted(String url, String shown) {
    assertThat(Secrets.redact("elbo.data.options.url", url)).isEqualTo(shown);
  }

  @Test
  void theRunIsTheSameWhateverTheOptionsSay() {
    String other = JDBC.replace("hush", "other").replace("fetchsize = 100", "fetchsize = 5");
    assertThat(desk.minimal(JDBC).digest()).isEqualTo(desk.minimal(other).digest());
  }

  @Test
  void theNameOfATableIsNoPath() {
    DataSettings data = desk.minimal(JDBC).settings().data();
    assertThat(data.path()).isEqualTo("sales.orders");
    assertThat(
            desk.minimal("elbo.data { format = table, path = cat.db.t, validation.path = db.u }")
                .settings()
                .data()
                .validation()
                .path())
        .contains("db.u");
    assertThat(desk.minimal("").settings().data().path()).isEqualTo(desk.uri("rows.csv"));
  }

  @Test
  void aDatabaseNeedsAnAddress() {
    refused(
        "elbo.data { format = jdbc, path = t }",
        "Cannot use elbo.data.format (x.conf: 2): [jdbc] needs elbo.data.options.url. Set it to where the database is, such as \"jdbc:postgresql://host/name\".");
  }

  @Test
  void anOptionIsRefusedWhereNobodyReadsIt() {
    refused(
        "elbo.data.options.multiLine = true",
        "Cannot use elbo.data.options.multiLine (x.conf: 2): elbo.data.format [csv] does not use it. Remove it.");
    refused(
        "elbo.data.options.headr = false",
        "Cannot use elbo.data.options.headr (x.conf: 2): elbo.data.format [csv] does not use it. Did you mean elbo.data.options.header?");
    refused(
        "elbo.data { format = json, options.multiLine = [true] }",
        "Cannot use elbo.data.options.multiLine (x.conf: 2): [[true]] is not a text. Give a text instead.");
  }

  @Test
  void onlyTablesOfSparkAreFiltered() {
    refused(
        "elbo.data.filter = \"a > 0\"",
        "Cannot use elbo.data.filter (x.conf: 2): elbo.data.format [csv] does not use it. Remove it, or set elbo.data.format to one of [parquet, json, orc, avro, libsvm, jdbc, table].");
    assertThat(
            desk.minimal("elbo.data { format = orc, filter = \"a > 0\" }")
                .settings()
                .data()
                .reading()
                .filter())
        .contains("a > 0");
  }

  @Test
  void picturesNeedASizeAndMayHaveColours() {
    refused(
        "elbo.data.format = image",
        "Cannot use elbo.data.format (x.conf: 2): [image] needs elbo.data.image. Set it to the height and width to resize to, such as [64, 64], or [64, 64, 3] for colour.");
    assertThat(
            desk.minimal("elbo.data { format = image, image = [4, 5, 3] }")
                .settings()
                .data()
                .image())
        .contains(new Schema.ImageShape(4, 5, 3));
  }
}
