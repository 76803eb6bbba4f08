package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Logits;
import dev.elbo.distribution.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebarTest {
  private static final int DRAWS = 100_000;

  /** z given the bit, from a uniform number v: Tucker et al. 2017, appendix. */
  private static double conditional(double logit, boolean one, double v) {
    double p = Logits.sigmoid(logit);
    return one ? Math.log(v / ((1 - v) * (1 - p)) + 1) : -Math.log(v / ((1 - v) * p) + 1);
  }

  /** The v for which {@link #conditional} is z. */
  private static double uniform(double logit, double z) {
    double p = Logits.sigmoid(logit);
    double odds = Math.expm1(Math.abs(z)) * (z > 0 ? 1 - p : p);
    return odds / (1 + odds);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, 0, 0.7, 3})
  void theConditionalMovesWithTheLogitAsItsFormulaDoes(double logit) {
    for (double z : new double[] {-4, -0.3, 0.01, 1.7, 6}) {
      double v = uniform(logit, z);
      assertThat(conditional(logit, z > 0, v)).isCloseTo(z, within(1e-12));
      double expected = Smooth.partial(l -> conditional(l[0], z > 0, v), new double[] {logit}, 0);
      assertThat(Rebar.conditionalSlope(logit, z)).isCloseTo(expected, within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, 0, 0.7})
  void givenTheBitTheNoiseOfTheConditionalIsUniform(double logit) {
    for (boolean one : new boolean[] {false, true}) {
      double[] v = new double[DRAWS];
      int count = 0;
      for (int i = 0; i < DRAWS; i++) {
        double z = logit + Logits.logit(Noise.of(71, 0, 0, i).uniform(0));
        if (z > 0 == one) {
          v[count++] = uniform(logit, z);
        }
      }
      double[] sorted = Arrays.copyOf(v, count);
      Arrays.sort(sorted);
      double distance = 0;
      for (int i = 0; i < count; i++) {
        distance = Math.max(distance, Math.abs(sorted[i] - (i + 0.5) / count));
      }
      // DKW and Massart: exceeded with probability 1e-9.
      assertThat(distance).isLessThan(Math.sqrt(Math.log(2 / 1e-9) / (2 * count)));
    }
  }

  @Test
  void relaxedPointsDoNotWeigh() {
    Draw draw =
        Rebar.fixed(new Bernoulli(), 0.5, 1).draw(new double[] {0.3}, 4, Noise.of(72, 0, 0, 0));
    for (int i = 0; i < 8; i++) {
      assertThat(draw.weights()[i]).isEqualTo(i % 2 == 0 ? 0.25 : 0);
      assertThat(draw.points()[i][0] == 0 || draw.points()[i][0] == 1).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void mistakesAreRefusedWithTheirValues() {
    assertThatThrownBy(() -> Rebar.fixed(new Bernoulli(), 0, 1))
        .hasMessage(
            "Cannot relax for rebar: the temperature [0.0] is not in [1e-100, 1e100]. Give one such as 0.5.");
    assertThatThrownBy(() -> Rebar.fixed(new Bernoulli(), 1, Double.NaN))
        .hasMessage("Cannot use eta of rebar: [NaN] is not finite. Give a value such as 1.");
  }
}
