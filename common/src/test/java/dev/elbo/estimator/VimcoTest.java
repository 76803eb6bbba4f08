package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

class VimcoTest {
  private static final Independent BITS = Independent.of(new Bernoulli(), 2);
  private static final Vimco VIMCO = new Vimco(BITS);
  private static final double[] THETA = {0.4, -0.9};
  private static final double[] PRIOR = {0.1, 0.6};
  private static final int SAMPLES = 3;

  /** 5 standard errors: 6e-7 to fail by chance. */
  private static final double SIGMAS = 5;

  private static double logF(double[] z) {
    return 2 * z[0] - z[1] + 1.5 * z[0] * z[1];
  }

  @Test
  void itsMeanIsTheEnumeratedGradientOfTheBound() {
    // The integrand is the log of f, and does not move with theta.
    double[] exact = gradient((t, z) -> logF(z));
    Replications measured =
        Replications.of(VIMCO, THETA, VimcoTest::logF, SAMPLES, 50_000, Noise.of(61, 0, 0, 0));
    for (int j = 0; j < 2; j++) {
      assertThat(measured.mean(j)).isCloseTo(exact[j], within(SIGMAS * measured.standardError(j)));
    }
    double bound = bound(THETA, (t, z) -> logF(z));
    assertThat(measured.value()).isCloseTo(bound, within(SIGMAS * measured.valueStandardError()));
  }

  @Test
  void withItsWeightsItIsTheGradientOfTheImportanceWeightedBound() {
    double[] exact = gradient(VimcoTest::logWeight);
    Moments[] moments = {new Moments(), new Moments()};
    for (int r = 0; r < 50_000; r++) {
      Draw draw = VIMCO.draw(THETA, SAMPLES, Noise.of(62, 0, 0, r));
      double[] values = new double[SAMPLES];
      for (int k = 0; k < SAMPLES; k++) {
        values[k] = logWeight(THETA, draw.points()[k]);
      }
      double[][] contributions = VIMCO.contributions(draw, values, new double[0][]);
      double[] weights = VIMCO.weights(draw, values);
      double[] total = new double[2];
      for (int k = 0; k < SAMPLES; k++) {
        // d log weight / d theta at fixed z is minus the score.
        BITS.addScore(THETA, draw.points()[k], -weights[k], total);
        total[0] += contributions[k][0] / SAMPLES;
        total[1] += contributions[k][1] / SAMPLES;
      }
      moments[0].add(total[0]);
      moments[1].add(total[1]);
    }
    for (int j = 0; j < 2; j++) {
      assertThat(moments[j].mean())
          .isCloseTo(exact[j], within(SIGMAS * moments[j].standardError()));
    }
  }

  @Test
  void hugeLogarithmsDoNotOverflow() {
    Draw draw = VIMCO.draw(THETA, SAMPLES, Noise.of(63, 0, 0, 0));
    double[] small = {-1, 0.5, 2};
    double[] large = {-1 + 5000, 0.5 + 5000, 2 + 5000};
    assertThat(VIMCO.value(draw, large)).isCloseTo(VIMCO.value(draw, small) + 5000, within(1e-9));
    assertThat(VIMCO.weights(draw, large))
        .containsExactly(VIMCO.weights(draw, small), within(1e-11));
    double[][] expected = VIMCO.contributions(draw, small, new double[0][]);
    double[][] actual = VIMCO.contributions(draw, large, new double[0][]);
    for (int k = 0; k < SAMPLES; k++) {
      assertThat(actual[k]).containsExactly(expected[k], within(1e-9));
    }
  }

  @Test
  void aVanishingFIsRefused() {
    assertThatThrownBy(
            () -> Estimate.of(VIMCO, THETA, z -> Double.NEGATIVE_INFINITY, 2, Noise.of(1, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot estimate with vimco: log f is [-Infinity] at sample [0]. Give an f that is positive and finite wherever z may fall.");
  }

  /** log p(z) f(z) / q(z; theta). */
  private static double logWeight(double[] theta, double[] z) {
    return logF(z) + BITS.logDensity(PRIOR, z) - BITS.logDensity(theta, z);
  }

  private interface LogF {
    double value(double[] theta, double[] z);
  }

  /** E log (1/3) sum of three. */
  private static double bound(double[] theta, LogF f) {
    List<double[]> outcomes = Enumeration.bits(2);
    return Enumeration.expectation(
        BITS,
        outcomes,
        theta,
        a ->
            Enumeration.expectation(
                BITS,
                outcomes,
                theta,
                b ->
                    Enumeration.expectation(
                        BITS,
                        outcomes,
                        theta,
                        c ->
                            Math.log(
                                (Math.exp(f.value(theta, a))
                                        + Math.exp(f.value(theta, b))
                                        + Math.exp(f.value(theta, c)))
                                    / 3))));
  }

  private static double[] gradient(LogF f) {
    return new double[] {
      Smooth.partial(t -> bound(t, f), THETA, 0), Smooth.partial(t -> bound(t, f), THETA, 1)
    };
  }
}
