package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplicationTest {
  @Test
  void itIsToldForPeopleAndForPrograms() {
    Application shown = new Application("app-1", Optional.of("http://here:4040"));
    assertThat(shown.text()).isEqualTo("app-1 is RUNNING (http://here:4040)");
    assertThat(shown.event())
        .isEqualTo(
            "{\"event\":\"application\",\"id\":\"app-1\",\"state\":\"RUNNING\",\"page\":\"http://here:4040\"}");
    Application hidden = new Application("app-1", Optional.empty());
    assertThat(hidden.text()).isEqualTo("app-1 is RUNNING");
    assertThat(hidden.event())
        .isEqualTo("{\"event\":\"application\",\"id\":\"app-1\",\"state\":\"RUNNING\"}");
  }

  @Test
  void onOneMachineThereIsNoneToTell() {
    assertThat(Application.of(Sparks.local(2).sparkContext())).isEmpty();
  }
}
