package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
  @TempDir Path folder;

  @Test
  void theHelpNamesTheVerbsTheExitCodesAndWhereToReadOn() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("--help")).isZero();
    assertThat(spark.out())
        .contains(
            "train",
            "retrain",
            "plan",
            "doctor",
            "estimators",
            "Examples:",
            "conf/README.md",
            "submit/README.md");
    ExitCodes.TABLE.forEach(
        (code, meaning) -> assertThat(spark.out()).containsPattern("\n +" + code + " +\\w"));
    assertThat(spark.started()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "retrain",
        "score",
        "generate",
        "evaluate",
        "plan",
        "doctor",
        "estimators"
      })
  void theHelpOfAVerbNamesEveryOptionAndExitCode(String verb) {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo(verb, "--help")).isZero();
    assertThat(spark.out()).contains("Usage: elbo " + verb, "Example", "Exit codes:");
    CommandLine command = Elbo.of(spark.around()).getSubcommands().get(verb);
    command
        .getCommandSpec()
        .optionsMap()
        .forEach(
            (name, option) ->
                assertThat(spark.out().contains(" " + name))
                    .as(name)
                    .isNotEqualTo(option.hidden()));
    assertThat(command.getCommandSpec().optionsMap())
        .containsKeys("--master", "--set", "--run-id", "--overwrite", "--json", "--quiet")
        .containsKeys("--conf", "--driver-memory", "--executor-memory", "--help", "--version");
    ExitCodes.TABLE.forEach(
        (code, meaning) -> assertThat(spark.out()).containsPattern("\n +" + code + " +\\w"));
  }

  @Test
  void onlyTheEstimatorsHideOptionsThatTheyHaveNoUseFor() {
    FakeSpark spark = new FakeSpark(folder);
    Elbo.of(spark.around())
        .getSubcommands()
        .forEach(
            (verb, command) -> {
              long hidden =
                  command.getCommandSpec().options().stream().filter(o -> o.hidden()).count();
              assertThat(hidden).as(verb).isEqualTo(verb.equals("estimators") ? 14 : 0);
            });
    assertThat(spark.elbo("estimators", "graph", "--master", "yarn")).isZero();
  }

  @Test
  void theVersionNamesElboJavaAndSpark() {
    FakeSpark spark = new FakeSpark(folder);
    assertThat(spark.elbo("--version")).isZero();
    assertThat(spark.out()).containsPattern("^elbo \\d.*\njava 17.*\nspark 3.5.5 \\(.*\\)\n$");
  }
}
