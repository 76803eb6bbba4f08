package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of common/README.md that use a distribution as a library. */
class ReadmeExampleTest {
  @Test
  void theLinesOfTheReadmeRun() throws Exception {
    Gamma gamma = new Gamma();
    double[] theta = {0.7, 2.0};
    Noise noise = Noise.of(1, 0, 0, 0);
    double z = gamma.sample(theta, noise.at(0));
    double[] gradient = new double[2];
    gamma.pathwise(theta, z, gradient);
    double logDensity = gamma.logDensity(theta, z);
    double kl = gamma.klTo(new Gamma()).orElseThrow().value(theta, new double[] {1, 1}, gradient);

    assertThat(z).isPositive();
    assertThat(logDensity).isFinite();
    assertThat(kl).isPositive();
    List<String> readme = Files.readAllLines(Path.of("README.md"));
    for (String line :
        Files.readAllLines(Path.of("src/test/java/dev/elbo/distribution/ReadmeExampleTest.java"))) {
      if (line.contains("gamma") && !line.contains("\"")) {
        assertThat(readme).anyMatch(text -> text.strip().startsWith(line.strip()));
      }
    }
  }
}
