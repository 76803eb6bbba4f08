package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.settings.DataSettings.Format;
import dev.elbo.vae.likelihood.LearnedGaussian;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that users start from. */
class ConfFilesTest {

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(ConfFolder.path())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".conf") && !name.equals("reference.conf"))
          .sorted()
          .toList();
    }
  }

  private static Settings read(String name, String... sets) {
    String file = ConfFolder.path().resolve(name).toString();
    return ResolvedSettings.read(
            new Sources(List.of(sets), Map.of(), Map.of(), file, "/desk"), new Configuration(false))
        .settings();
  }

  private static Path local(String uri) {
    return Path.of(uri.substring("file:".length()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileResolves(String name) {
    assertThat(read(name).output().dir()).isEqualTo("file:/desk/output");
  }

  @Test
  void theFilesAreThoseOfTheDocumentation() throws IOException {
    assertThat(files())
        .containsExactly(
            "bits.conf",
            "database.conf",
            "digits.conf",
            "homes.conf",
            "iceberg.conf",
            "mixed.conf",
            "mnist.conf",
            "photos.conf",
            "tabular.conf");
    String readme = Files.readString(ConfFolder.path().resolve("README.md"));
    assertThat(readme).contains(files());
  }

  @Test
  void theDigitsLieBesideTheirSettings() throws IOException {
    DataSettings data = read("digits.conf").data();
    assertThat(data.label()).contains("Class");
    assertThat(lines(local(data.path()))).hasSize(1 + 3823);
    List<String> test = lines(local(data.validation().path().orElseThrow()));
    assertThat(test).hasSize(1 + 1797);
    assertThat(test.get(0)).startsWith("Block 1,Block 2,").endsWith(",Block 64,Class");
    assertThat(test.subList(1, test.size())).allMatch(line -> line.split(",", -1).length == 65);
  }

  @Test
  void theTreesLieBesideTheirSettings() throws IOException {
    Settings settings = read("tabular.conf");
    List<String> lines = Files.readAllLines(local(settings.data().path()));
    assertThat(lines).hasSize(1 + 600);
    assertThat(lines.get(0).split(",", -1)).hasSize(7).contains(settings.data().label().get());
    assertThat(settings.model().likelihood())
        .isEqualTo(new LikelihoodSettings.Same(new LearnedGaussian()));
  }

  @Test
  void theValidationImagesOfMnistFollowThePath() {
    DataSettings data = read("mnist.conf", "elbo.data.path=mine").data();
    assertThat(data.format()).isEqualTo(Format.IDX);
    assertThat(data.path()).isEqualTo("file:/desk/mine");
    assertThat(data.validation().path()).contains("file:/desk/mine");
    assertThat(data.validation().fraction()).isZero();
  }

  private static List<String> lines(Path gzip) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
