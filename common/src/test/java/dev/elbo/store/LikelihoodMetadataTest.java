package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.store.ModelMetadata.Architecture;
import dev.elbo.store.ModelMetadata.Likelihood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A likelihood a column in metadata.json. */
class LikelihoodMetadataTest {
  private static final Likelihood MIXED =
      Likelihood.ofColumns("mixed", List.of(Likelihood.studentT(4), Likelihood.categorical(3)));

  @TempDir Path dir;

  private static Model model(Likelihood likelihood) {
    ModelMetadata m = Fixtures.model().metadata();
    Architecture a = m.architecture();
    return new Model(
        new ModelMetadata(
            m.schema(),
            m.preparation(),
            new Architecture(
                a.features(),
                a.encoder(),
                a.decoder(),
                a.activation(),
                a.initialization(),
                a.latent(),
                likelihood,
                a.beta()),
            m.provenance()),
        Fixtures.model().parameters());
  }

  @Test
  void isReadBackAsItWas() throws Exception {
    ModelDirectory.write(
        Fixtures.CONF, Fixtures.path(dir.resolve("model")), model(MIXED), Fixtures.NETWORK);
    assertThat(
            ModelDirectory.read(Fixtures.CONF, Fixtures.path(dir.resolve("model")))
                .metadata()
                .architecture()
                .likelihood())
        .isEqualTo(MIXED);
    String text = Files.readString(dir.resolve("model/metadata.json")).replaceAll("\\s+", "");
    assertThat(text)
        .contains(
            "\"likelihood\":{\"name\":\"mixed\",\"columns\":[{\"name\":\"student-t\",\"degrees_of_freedom\":4.0},{\"name\":\"categorical\",\"categories\":3}]}");
  }

  @Test
  void otherColumnsThanTheFeaturesAreRefused() {
    assertThatThrownBy(
            () -> model(Likelihood.ofColumns("mixed", List.of(Likelihood.of("laplace")))))
        .hasMessage("[2] features have likelihoods for [1] columns");
  }
}
