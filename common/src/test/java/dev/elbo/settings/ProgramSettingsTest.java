package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.elbo.ElboException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a program that uses Elbo as a library. */
class ProgramSettingsTest {
  private static final String EPOCHS = "elbo.training.epochs";
  private static final List<Assignment> DATA =
      List.of(
          Assignment.of("elbo.data.format", "csv", "program"),
          Assignment.of("elbo.data.path", "rows.csv", "program"));

  @TempDir Path folder;

  private ResolvedSettings read(String text, Assignment... given) {
    List<Assignment> all = new java.util.ArrayList<>(DATA);
    all.addAll(List.of(given));
    return ResolvedSettings.read(
        new ProgramSources(
            all,
            Optional.of(text).filter(t -> !t.isEmpty()),
            List.of(Assignment.of(EPOCHS, 7, "otherwise")),
            Map.of("SEED", "42", "ELBO__TRAINING__EPOCHS", "1"),
            folder.toString()),
        new Configuration(false));
  }

  @Test
  void whatIsGivenWinsOverTheTextAndThatOverWhatHoldsOtherwise() {
    assertThat(read("").settings().training().epochs()).isEqualTo(7);
    String text = "elbo.training { epochs = 5, seed = ${?SEED} }";
    assertThat(read(text).settings().training().epochs()).isEqualTo(5);
    assertThat(read(text).settings().training().seed()).isEqualTo(42);
    ResolvedSettings given = read(text, Assignment.of(EPOCHS, 3, "param epochs"));
    assertThat(given.settings().training().epochs()).isEqualTo(3);
    assertThat(Desk.entry(given, EPOCHS).origin()).isEqualTo("param epochs");
    assertThat(Desk.entry(read(text), EPOCHS).origin()).isEqualTo("settings: 1");
  }

  @Test
  void aTextThatEndsWithConfIsAFile() {
    new Desk(folder)
        .write("some.conf", "include \"other.conf\"")
        .write("other.conf", EPOCHS + "=4");
    assertThat(read("some.conf").settings().training().epochs()).isEqualTo(4);
    assertThat(read("include \"other.conf\"").settings().training().epochs()).isEqualTo(4);
  }

  @Test
  void textsOfAnyCharactersArriveAsTheyAre() {
    String odd = "a \"quoted\" $name, [b] \\ é\n= {x}";
    ResolvedSettings resolved =
        read("", Assignment.of("elbo.data.columns", List.of(odd, "true", "1"), "param"));
    assertThat(resolved.settings().data().columns()).containsExactly(odd, "true", "1");
  }

  @Test
  void errorsNameTheGiver() {
    assertThatExceptionOfType(ElboException.class)
        .isThrownBy(() -> read("", Assignment.of(EPOCHS, 0, "param epochs")))
        .withMessage(
            "Cannot use elbo.training.epochs (param epochs): [0] is less than [1]. Give 1 or more.");
    assertThatExceptionOfType(ElboException.class)
        .isThrownBy(() -> read("elbo { training {"))
        .withMessageStartingWith("Cannot read settings (settings: 1): [");
  }

  @Test
  void everyNameThatASettingTakesIsAChoiceOfTheReference() {
    assertThat(Reference.choices("elbo.model.activation")).contains("relu", "leaky-relu");
    assertThat(Reference.choices("elbo.model.latent.family")).contains("normal", "planar-flow");
    assertThat(Reference.choices(EPOCHS)).isEmpty();
    for (String key : Reference.keys()) {
      if (!Reference.choices(key).isEmpty() && !Reference.defaults().isNull(key)) {
        assertThat(Reference.choices(key)).as(key).contains(Reference.defaults().text(key));
      }
    }
  }
}
