package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LikelihoodTest {
  private static final Likelihood BERNOULLI = new Likelihood.Bernoulli();
  private static final Likelihood LEARNED = new Likelihood.LearnedGaussian();

  /** A likelihood, the outputs of its heads, and the standard deviation that they mean. */
  private record Case(Likelihood likelihood, double[] head, double deviation) {}

  private static Stream<Case> gaussians() {
    return Stream.of(
        new Case(new Likelihood.Gaussian(1), new double[] {0}, 1),
        new Case(new Likelihood.Gaussian(0.01), new double[] {-3}, 0.1),
        new Case(new Likelihood.Gaussian(9), new double[] {100}, 3),
        new Case(LEARNED, new double[] {0.5, 0}, Math.exp(0.5 * logVariance(0))),
        new Case(LEARNED, new double[] {-2, 3}, Math.exp(0.5 * logVariance(3))),
        new Case(LEARNED, new double[] {7, -30}, Math.exp(-4)));
  }

  @ParameterizedTest
  @MethodSource("gaussians")
  void aDensityIntegratesToOneWithTheMeanAndDeviationOfItsHeads(Case c) {
    double mean = c.head()[0];
    double step = c.deviation() / 200;
    double mass = 0;
    double first = 0;
    double second = 0;
    // The trapezoid rule over 24 deviations is exact to rounding for a Gaussian.
    for (int i = -2400; i <= 2400; i++) {
      double p = Math.exp(logDensity(c.likelihood(), mean + i * step, c.head())) * step;
      mass += p;
      first += p * i * step;
      second += p * i * step * i * step;
    }
    assertThat(mass).isCloseTo(1, within(1e-9));
    assertThat(first).isCloseTo(0, within(1e-9));
    assertThat(Math.sqrt(second)).isCloseTo(c.deviation(), within(1e-9 * c.deviation()));
    assertThat(c.likelihood().mean(mean)).isEqualTo(mean);
  }

  @Test
  void theProbabilitiesOfBothBitsSumToOne() {
    for (double logit : new double[] {-1000, -40, -3, -0.1, 0, 0.1, 3, 40, 1000}) {
      double off = Math.exp(logDensity(BERNOULLI, 0, logit));
      double on = Math.exp(logDensity(BERNOULLI, 1, logit));
      assertThat(off + on).as("logit %s", logit).isCloseTo(1, within(1e-15));
      assertThat(BERNOULLI.mean(logit)).as("logit %s", logit).isCloseTo(on, within(1e-15));
    }
  }

  private static Stream<Case> all() {
    return Stream.concat(
        gaussians(),
        Stream.of(-8.0, -1.0, 0.0, 0.5, 6.0)
            .map(logit -> new Case(BERNOULLI, new double[] {logit}, 1)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientsAreThoseOfTheDensity(Case c) {
    for (double x : new double[] {0, 0.3, 1}) {
      double[] gradient = new double[c.head().length];
      c.likelihood().logDensity(x, c.head(), gradient);
      for (int i = 0; i < gradient.length; i++) {
        double h = 1e-5;
        double above = logDensity(c.likelihood(), x, moved(c.head(), i, h));
        double below = logDensity(c.likelihood(), x, moved(c.head(), i, -h));
        double difference = (above - below) / (2 * h);
        double scale = Math.max(1, Math.abs(difference)) + Math.abs(above) * 1e-3;
        assertThat(gradient[i])
            .as("head %s at %s", i, x)
            .isCloseTo(difference, within(1e-6 * scale));
      }
    }
  }

  @Test
  void extremeLogitsGiveFiniteDensitiesAndGradients() {
    double[] gradient = new double[1];
    assertThat(BERNOULLI.logDensity(0, new double[] {1000}, gradient)).isEqualTo(-1000);
    assertThat(gradient[0]).isEqualTo(-1);
    assertThat(BERNOULLI.logDensity(1, new double[] {-1000}, gradient)).isEqualTo(-1000);
    assertThat(gradient[0]).isEqualTo(1);
    assertThat(BERNOULLI.logDensity(1, new double[] {1000}, gradient)).isZero();
    assertThat(gradient[0]).isZero();
  }

  @Test
  void extremeLogVariancesGiveFiniteDensitiesAndGradients() {
    double[] gradient = new double[2];
    for (double head : new double[] {-1000, 700, 1000}) {
      assertThat(LEARNED.logDensity(1, new double[] {0, head}, gradient)).isFinite();
      assertThat(gradient[0]).isFinite();
      assertThat(gradient[1]).isFinite();
    }
  }

  private static double logVariance(double head) {
    return -8 + Math.log1p(Math.exp(head + 8));
  }

  private static double logDensity(Likelihood likelihood, double x, double... head) {
    return likelihood.logDensity(x, head, new double[head.length]);
  }

  private static double[] moved(double[] head, int i, double h) {
    double[] moved = head.clone();
    moved[i] += h;
    return moved;
  }
}
