package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.elbo.Secrets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run keeps of its settings: entries, settings.conf, the digest. */
class RunRecordTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  @Test
  void everyKeyOfTheReferenceHasAnEntryInOrder() {
    List<String> keys = desk.minimal("").entries().stream().map(Entry::key).toList();
    assertThat(keys).isSorted().containsExactlyElementsOf(Tree.leaves(Keys.reference()).keySet());
  }

  @Test
  void entriesSayWhatWasResolvedAndWhere() {
    ResolvedSettings resolved =
        desk.minimal("elbo.model.encoder = [3, 4]", "elbo.data.validation.path=other");
    assertThat(resolved.entries())
        .contains(
            new Entry("elbo.data.path", '"' + desk.uri("rows.csv") + '"', "x.conf: 1"),
            new Entry("elbo.data.validation.path", '"' + desk.uri("other") + '"', "--set"),
            new Entry("elbo.data.validation.fraction", "0", "default"),
            new Entry("elbo.data.label", "null", "default"),
            new Entry("elbo.model.encoder", "[3,4]", "x.conf: 2"),
            new Entry("elbo.training.optimizer.learning-rate", "1e-3", "default"),
            new Entry("elbo.training.optimizer.epsilon", "1.0E-8", "default"),
            new Entry("elbo.training.optimizer.rho", "null", "not used by adam"),
            new Entry("elbo.training.shards", "\"auto\"", "default"));
  }

  @Test
  void theRenderedFileIsAKeyALineWithItsOrigin() {
    String rendered = desk.minimal("elbo.training.epochs = 3").render();
    assertThat(rendered.lines())
        .hasSameSizeAs(Tree.leaves(Keys.reference()).keySet())
        .contains(
            "elbo.training.epochs = 3 # x.conf: 2",
            "elbo.training.batch-size = 128 # default",
            "elbo.data.options.quote = \"\\\"\" # default",
            "elbo.output.dir = \"" + desk.uri("output") + "\" # default");
    assertThat(ConfigFactory.parseString(rendered).getInt("elbo.training.epochs")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elbo.training.optimizer { name = adadelta }",
        "elbo.training.optimizer { name = adamw, schedule { name = step, warm-up-epochs = 1 } }",
        "elbo.model.likelihood = gaussian",
        "elbo.data { validation.path = other, label = \"a # b\", options.separator = \"\\t\" }"
      })
  void theRenderedFileGivesTheSameSettingsAnywhere(String text) {
    ResolvedSettings first = desk.minimal(text);
    ResolvedSettings second =
        desk.write("runs/1/settings.conf", first.render()).read("runs/1/settings.conf");
    assertThat(second.settings()).isEqualTo(first.settings());
    assertThat(second.digest()).isEqualTo(first.digest());
  }

  @Test
  void secretsAreRedacted() {
    for (String key : List.of("a.password", "fs.s3a.secret.key", "apiToken", "x.access.key")) {
      assertThat(Secrets.redact(key, "\"s\"")).isEqualTo("\"[redacted]\"");
    }
    assertThat(Secrets.redact("elbo.training.seed", "1")).isEqualTo("1");
    ResolvedSettings resolved = desk.minimal("", "elbo.data.path=s3a://id:word@bucket/rows");
    assertThat(resolved.settings().data().path()).isEqualTo("s3a://id:word@bucket/rows");
    assertThat(Desk.entry(resolved, "elbo.data.path").value())
        .isEqualTo("\"s3a://[redacted]@bucket/rows\"");
    assertThat(resolved.render()).doesNotContain("word");
  }

  @Test
  void theDigestIsSixteenHexadecimalDigits() {
    assertThat(desk.minimal("").digest()).matches("[0-9a-f]{16}");
  }

  @Test
  void theDigestIgnoresLayoutOrderAndPlaces() {
    String digest = desk.minimal("elbo.training { epochs = 3, seed = 2 }").digest();
    desk.write(
        "sub/y.conf",
        """
        # other words
        elbo.training.seed = 2
        elbo { data.path = elsewhere
               data.format = "csv" }
        """);
    assertThat(desk.read("sub/y.conf", "elbo.training.epochs=3").digest()).isEqualTo(digest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elbo.data.path=/other",
        "elbo.training.resume=never",
        "elbo.training.gpu.amount=1",
        "elbo.training.checkpoint.keep=9",
        "elbo.output.name=other",
        "elbo.retrain.gate.margin=3",
        "elbo.retrain.checks.schema=off",
        "elbo.retrain.from=champion",
        "elbo.training.optimizer.learning-rate=0.001",
        "elbo.training.optimizer.epsilon=1e-8",
        "elbo.model.beta=1"
      })
  void theDigestIgnoresWhatDoesNotDecideTheModel(String set) {
    assertThat(desk.minimal("", set).digest()).isEqualTo(desk.minimal("").digest());
  }

  @Test
  void theDigestIgnoresWhereValidationDataLies() {
    assertThat(desk.minimal("", "elbo.data.validation.path=a").digest())
        .isEqualTo(desk.minimal("", "elbo.data.validation.path=b").digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elbo.data.format=parquet",
        "elbo.data.columns=[a]",
        "elbo.data.columns=[\"a, b\"]",
        "elbo.data.columns=[a, b]",
        "elbo.data.label=a",
        "elbo.data.options.header=false",
        "elbo.data.options.separator=;",
        "elbo.data.options.quote='",
        "elbo.data.scale=unit",
        "elbo.data.range=[0,16]",
        "elbo.data.range=[1,255]",
        "elbo.data.missing=drop",
        "elbo.data.validation.fraction=0.2",
        "elbo.data.validation.path=a",
        "elbo.model.encoder=[401]",
        "elbo.model.decoder=[401]",
        "elbo.model.activation=tanh",
        "elbo.model.initialization=he-normal",
        "elbo.model.latent.dimension=2",
        "elbo.model.likelihood=gaussian",
        "elbo.model.beta=2",
        "elbo.training.epochs=11",
        "elbo.training.batch-size=2",
        "elbo.training.seed=2",
        "elbo.training.shards=1",
        "elbo.training.optimizer.name=sgd",
        "elbo.training.optimizer.learning-rate=1e-2",
        "elbo.training.optimizer.schedule.name=cosine",
        "elbo.training.averaging.moments=reset",
        "elbo.training.early-stopping.patience=2",
        "elbo.training.clip-norm=1"
      })
  void theDigestKnowsWhatDecidesTheModel(String set) {
    assertThat(desk.minimal("", set).digest()).isNotEqualTo(desk.minimal("").digest());
  }

  @Test
  void listsThatLookAlikeHaveDifferentDigests() {
    List<String> digests =
        Arrays.asList("[\"a, b\"]", "[a, b]", "[\"a\", \"b, \"]").stream()
            .map(columns -> desk.minimal("", "elbo.data.columns=" + columns).digest())
            .toList();
    assertThat(digests).doesNotHaveDuplicates();
  }
}
