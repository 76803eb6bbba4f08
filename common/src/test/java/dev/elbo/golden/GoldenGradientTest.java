package dev.elbo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every CSV file of the golden folder: that of the test resources, or {@code
 * -Delbo.golden=<folder>}.
 */
class GoldenGradientTest {

  static List<Path> files() throws URISyntaxException {
    String folder = System.getProperty("elbo.golden", "");
    return GoldenFolder.files(folder.isBlank() ? resources() : fromHereOrTheRoot(folder));
  }

  /** Tests run in the module's folder, people in that of the project. */
  private static Path fromHereOrTheRoot(String folder) {
    Path here = Path.of(folder);
    return here.isAbsolute() || Files.isDirectory(here) ? here : Path.of("..").resolve(folder);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRowAgrees(Path file) {
    assertThat(GoldenFolder.check(file)).isPositive();
  }

  static Path resources() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(GoldenGradientTest.class.getResource("/golden")).toURI());
  }
}
