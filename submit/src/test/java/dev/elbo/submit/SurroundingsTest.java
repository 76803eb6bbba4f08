package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
