package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @Test
  void aTerminalThatMovesItsCursorIsInteractive() {
    assertThat(Surroundings.interactive(true, Map.of("TERM", "xterm-256color"))).isTrue();
  }

  @Test
  void logsAndDumbTerminalsAreNot() {
    assertThat(Surroundings.interactive(false, Map.of("TERM", "xterm"))).isFalse();
    assertThat(Surroundings.interactive(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(Surroundings.interactive(true, Map.of("TERM", ""))).isFalse();
    assertThat(Surroundings.interactive(true, Map.of())).isFalse();
  }

  @Test
  void theWidthIsTheTerminalsOrEighty(@TempDir Path folder) {
    assertThat(new FakeSpark(folder).around().width()).isEqualTo(80);
    assertThat(new FakeSpark(folder).environment("COLUMNS", "132").around().width()).isEqualTo(132);
    assertThat(new FakeSpark(folder).environment("COLUMNS", "x").around().width()).isEqualTo(80);
    assertThat(new FakeSpark(folder).environment("COLUMNS", "0").around().width()).isEqualTo(80);
  }
}
