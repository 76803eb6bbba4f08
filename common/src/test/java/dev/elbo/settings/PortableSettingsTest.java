package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are read here and used on another machine. */
class PortableSettingsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void setUp() {
    desk = new Desk(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elbo.data.validation.path = more.csv",
        "elbo.data { format = json, options { \"a.b\" = 1, mode = \"#;\" } }",
        "elbo.model.latent { family = bernoulli, estimator = disarm }",
        "elbo.training { optimizer { name = adagrad }, shards = 3, early-stopping.patience = 2 }",
      })
  void theCopyMeansTheSameElsewhere(String text) {
    ResolvedSettings original = desk.minimal(text, "elbo.training.epochs=7");
    desk.write("elsewhere/copy.conf", original.portable());
    ResolvedSettings copy = desk.read("elsewhere/copy.conf");
    assertThat(copy.settings()).isEqualTo(original.settings());
    assertThat(copy.digest()).isEqualTo(original.digest());
    assertThat(copy.settings().data().path()).isEqualTo(desk.uri("rows.csv"));
  }

  @Test
  void aVariableIsFilledInAndTheOthersStayHere() {
    desk.environment("ROWS", "in.csv").environment("OTHER", "x");
    String copy = desk.minimal("elbo.data.path = ${ROWS}").portable();
    assertThat(copy).contains(desk.uri("in.csv")).doesNotContain("OTHER");
  }

  @Test
  void aSecretIsNotHandedOn() {
    ResolvedSettings settings =
        desk.minimal(
            "elbo.data { format = jdbc, path = t, options { url = \"jdbc:h2:x\", password = hush } }");
    assertThatThrownBy(settings::portable)
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot hand the settings to a driver on another machine: elbo.data.options.password (x.conf: 2) holds a secret, which others could read there. Put the settings file where the driver can read it and you alone may, and give its URI.");
  }
}
