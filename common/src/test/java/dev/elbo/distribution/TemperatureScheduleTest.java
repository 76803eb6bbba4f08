package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemperatureScheduleTest {
  @Test
  void itFallsExponentiallyInStairsDownToTheLeast() {
    TemperatureSchedule schedule = TemperatureSchedule.falling(0.5, 1e-4, 1000);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(999)).isEqualTo(1);
    assertThat(schedule.at(1000)).isEqualTo(Math.exp(-0.1));
    assertThat(schedule.at(2999)).isEqualTo(Math.exp(-0.2));
    assertThat(schedule.at(1_000_000_000_000L)).isEqualTo(0.5);
  }

  @Test
  void aConstantOneStays() {
    assertThat(TemperatureSchedule.constant(0.3).at(123_456)).isEqualTo(0.3);
  }

  @Test
  void mistakesAreRefusedWithTheirValues() {
    assertThatThrownBy(() -> TemperatureSchedule.constant(0))
        .hasMessage(
            "Cannot schedule temperatures: [0.0] to [0.0] is no falling range above 0. Give a positive least temperature and an initial one at least as high.");
    assertThatThrownBy(() -> new TemperatureSchedule(0.5, 1, 0, 1))
        .hasMessageContaining("[0.5] to [1.0]");
    assertThatThrownBy(() -> new TemperatureSchedule(Double.NaN, 1, 0, 1))
        .hasMessageContaining("[NaN] to [1.0]");
    assertThatThrownBy(() -> new TemperatureSchedule(1, 0.5, -1, 1))
        .hasMessage(
            "Cannot schedule temperatures: the rate [-1.0] is not 0 or more. Give one such as 1e-4.");
    assertThatThrownBy(() -> new TemperatureSchedule(1, 0.5, 1, 0))
        .hasMessage("Cannot schedule temperatures: [0] steps is no interval. Give 1 or more.");
  }
}
