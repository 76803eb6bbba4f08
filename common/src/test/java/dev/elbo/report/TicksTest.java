package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void fromZeroToOne() {
    assertThat(Ticks.nice(0, 1, 6).values()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
    assertThat(labels(Ticks.nice(0, 1, 11)))
        .containsExactly(
            "0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0");
  }

  @Test
  void belowZero() {
    assertThat(labels(Ticks.nice(-167.3, -96.1, 5)))
        .containsExactly("\u2212160", "\u2212140", "\u2212120", "\u2212100");
    assertThat(labels(Ticks.nice(-0.3, 0.3, 3))).containsExactly("\u22120.2", "0.0", "0.2");
  }

  @Test
  void epochsAreWhole() {
    assertThat(Ticks.whole(1, 3, 8).values()).containsExactly(1.0, 2.0, 3.0);
    assertThat(Ticks.whole(0.5, 1.5, 8).values()).containsExactly(1.0);
    assertThat(Ticks.whole(1, 1000, 6).values())
        .containsExactly(200.0, 400.0, 600.0, 800.0, 1000.0);
  }

  @Test
  void largeAndSmallNumbersStayReadable() {
    assertThat(labels(Ticks.nice(0, 3e9, 3))).containsExactly("0", "2.00e+09");
    assertThat(labels(Ticks.nice(0, 3e-8, 4)))
        .containsExactly("0", "1.00e\u221208", "2.00e\u221208", "3.00e\u221208");
  }

  @Test
  void everyIntervalGetsFewRoundNumbersInsideItAtOneDistance() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double low = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 3);
      double length = Math.pow(10, random.nextInt(9) - 4) * (1 + 9 * random.nextDouble());
      int atMost = 3 + random.nextInt(8);
      List<Double> values = Ticks.nice(low, low + length, atMost).values();
      assertThat(values).hasSizeBetween(atMost < 5 ? 1 : 2, atMost).isSorted();
      double slack = 1e-6 * length;
      assertThat(values).allMatch(v -> v >= low - slack && v <= low + length + slack);
      if (values.size() > 1) {
        double step = values.get(1) - values.get(0);
        assertThat(new BigDecimal(step).round(new MathContext(3)).unscaledValue())
            .asString()
            .matches("[125]0*");
      }
    }
  }

  private static List<String> labels(Ticks ticks) {
    return ticks.values().stream().map(ticks::label).toList();
  }
}
