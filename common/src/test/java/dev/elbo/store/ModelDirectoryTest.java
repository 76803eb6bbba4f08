package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.vae.AnomalyScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {
  @TempDir Path dir;
  private Path model;

  @BeforeEach
  void aModel() {
    model = dir.resolve("model");
    ModelDirectory.write(Fixtures.CONF, Fixtures.path(model), Fixtures.model(), Fixtures.NETWORK);
  }

  private Model read() {
    return ModelDirectory.read(Fixtures.CONF, Fixtures.path(model));
  }

  private void edit(String old, String now) throws IOException {
    Path file = model.resolve("metadata.json");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, now));
  }

  private void assertRefused(String file, String reason) {
    assertThatThrownBy(this::read)
        .isInstanceOf(ElboException.class)
        .hasMessage("Cannot read [file:" + model.resolve(file) + "]: " + reason)
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.DATA);
  }

  private static void assertIsTheFixture(Model read) {
    assertThat(read.metadata()).isEqualTo(Fixtures.model().metadata());
    assertThat(read.parameters())
        .extracting(Tensor::name)
        .containsExactly("encoder.0.weights", "encoder.0.bias");
    assertThat(read.parameters().get(0).shape()).containsExactly(2, 3);
    assertThat(read.parameters().get(0).floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.parameters().get(1).floats()).containsExactly(0.5f, -0.5f, 0);
  }

  @Test
  void aModelIsReadBackAsItWasAndNothingElseIsThere() {
    assertIsTheFixture(read());
    assertThat(dir.toFile().list()).containsExactly("model");
    assertThat(model.toFile().list())
        .containsExactlyInAnyOrder("metadata.json", "parameters.npz", "network.zip");
  }

  /** How the fixtures were made stands in {@link Fixtures}. */
  @Test
  void yesterdaysModelsAreReadToday() {
    assertIsTheFixture(ModelDirectory.read(Fixtures.CONF, Fixtures.resource("models/format-1")));
    assertIsTheFixture(ModelDirectory.read(Fixtures.CONF, Fixtures.resource("models/format-2")));
  }

  @Test
  void aModelOfATableIsReadBackAsItWas() {
    Model table = ModelDirectory.read(Fixtures.CONF, Fixtures.resource("models/format-3"));
    assertThat(table.metadata()).isEqualTo(Fixtures.table().metadata());
  }

  @Test
  void aModelOfTodaysFormatWouldBeWrittenTheSame() {
    org.apache.hadoop.fs.Path format3 = Fixtures.resource("models/format-3");
    model = dir.resolve("table");
    ModelDirectory.write(Fixtures.CONF, Fixtures.path(model), Fixtures.table(), Fixtures.NETWORK);
    for (String name : List.of("metadata.json", "parameters.npz")) {
      assertThat(model.resolve(name)).hasBinaryContent(Fixtures.file(format3, name).read());
    }
  }

  @Test
  void aThresholdIsReadBackAndModelsWithoutOneKeepLoading() {
    Model old = Fixtures.model();
    assertThat(read().metadata().anomaly()).isEmpty();
    Anomaly anomaly = new Anomaly("importance", 16, 0.99, 12.5, 1000);
    ModelMetadata m = old.metadata();
    model = dir.resolve("with-a-threshold");
    ModelDirectory.write(
        Fixtures.CONF,
        Fixtures.path(model),
        new Model(
            new ModelMetadata(
                m.schema(),
                m.preparation(),
                m.architecture(),
                m.provenance(),
                Optional.of(anomaly)),
            old.parameters()),
        Fixtures.NETWORK);
    assertThat(read().metadata().anomaly()).contains(anomaly);
    assertThat(anomaly.method()).isEqualTo(AnomalyScore.IMPORTANCE);
    assertThatThrownBy(() -> new Anomaly("gut-feeling", 16, 0.99, 12.5, 1000).method())
        .hasMessage("anomaly score [gut-feeling]");
  }

  @Test
  void theWeightsOfFormat1WereTransposedAndAreTurned() throws IOException {
    Model old = Fixtures.model();
    model = dir.resolve("old");
    ModelDirectory.write(
        Fixtures.CONF,
        Fixtures.path(model),
        new Model(
            old.metadata(),
            List.of(Tensor.of("encoder.0.weight", new float[] {1, 2, 3, 4, 5, 6}, 3, 2))),
        Fixtures.NETWORK);
    edit("\"format_version\" : 3", "\"format_version\" : 1");
    Tensor weight = read().parameters().get(0);
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.floats()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void aMissingFileIsRefusedWithItsName() throws IOException {
    Files.delete(model.resolve("parameters.npz"));
    assertRefused("parameters.npz", "there is no such file. Check the path.");
    Files.delete(model.resolve("metadata.json"));
    assertRefused("metadata.json", "there is no such file. Check the path.");
  }

  @Test
  void aTruncatedFileIsRefusedWithItsName() throws IOException {
    Files.write(model.resolve("parameters.npz"), new byte[100]);
    assertRefused(
        "parameters.npz",
        "it is no whole archive [EOFException: no end of a zip archive]. The file is damaged or not"
            + " of this format: restore it from a copy.");

    Files.writeString(model.resolve("metadata.json"), "{\"format_version\" : 1,");
    assertThatThrownBy(this::read)
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith(
            "Cannot read [file:"
                + model
                + "/metadata.json]: it is not what it should be [Unexpected end-of-input");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    edit("\"format_version\" : 3", "\"format_version\" : 9");
    assertRefused(
        "metadata.json",
        "its format version is [9] and this Elbo reads up to [3]. Use the Elbo that wrote it, or a"
            + " newer one.");
  }

  @Test
  void tensorsOfAnotherModelAreRefused() throws IOException {
    Npz.write(
        Fixtures.file(Fixtures.path(model), "parameters.npz"),
        List.of(Tensor.of("encoder.0.weights", new float[6], 3, 2)));
    assertRefused(
        "parameters.npz",
        "its tensors are [encoder.0.weights [3, 2]] and those of metadata.json beside it are"
            + " [encoder.0.weights [2, 3], encoder.0.bias [3]]. Restore both files of one model.");
  }

  @Test
  void partsAboutOtherColumnsAreRefused() throws IOException {
    edit("\"features\" : 2", "\"features\" : 3");
    assertRefused(
        "metadata.json",
        "schema, preparation and architecture have [2, 2, 3] features. The file is damaged or not of"
            + " this format: restore it from a copy.");
  }

  @Test
  void aMissingPartIsRefused() throws IOException {
    edit("\"scaling\"", "\"caling\"");
    assertRefused(
        "metadata.json",
        "schema, preparation, architecture and provenance must all be there. The file is damaged or not"
            + " of this format: restore it from a copy.");
  }
}
