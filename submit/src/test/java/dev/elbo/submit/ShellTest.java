package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "local[*]",
        "a b",
        "it's",
        "$HOME",
        "`id`",
        "\"x\"",
        "a\\b",
        "",
        "~/x",
        "a;b",
        "x\ny",
        "#"
      })
  void theShellReadsBackWhatWasQuoted(String word) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + Shell.quote(word))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(word);
  }

  @Test
  void plainWordsStayAsTheyAre() {
    assertThat(Shell.quote("spark.executor.memory=4g")).isEqualTo("spark.executor.memory=4g");
    assertThat(Shell.quote("spark://host:7077")).isEqualTo("spark://host:7077");
    assertThat(Shell.quote("local[*]")).isEqualTo("'local[*]'");
  }
}
