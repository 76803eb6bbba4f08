package dev.elbo.vae.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.LaplaceDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PascalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log densities against Apache Commons Statistics, or against formulas of another form. */
class KnownDensitiesTest {
  private static final double[] POINTS = {-1000, -3, -0.1, 0, 0.7, 2, 50};

  private static void same(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
  }

  /** The output that {@link Links#above} makes the value. */
  private static double outputAbove(double floor, double value) {
    return floor + inverseSoftplus(value - floor);
  }

  private static double inverseSoftplus(double value) {
    return value > 30 ? value : Math.log(Math.expm1(value));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 1, 30})
  void gaussian(double deviation) {
    NormalDistribution oracle = NormalDistribution.of(0.5, deviation);
    double output = outputAbove(LearnedGaussian.FLOOR, 2 * Math.log(deviation));
    for (double x : POINTS) {
      same(new Case(new Gaussian(deviation * deviation), 0.5).logDensity(x), oracle.logDensity(x));
      same(new Case(new LearnedGaussian(), 0.5, output).logDensity(x), oracle.logDensity(x));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 1, 30})
  void laplace(double scale) {
    LaplaceDistribution oracle = LaplaceDistribution.of(0.5, scale);
    double output = outputAbove(Laplace.FLOOR, Math.log(scale));
    for (double x : POINTS) {
      same(new Case(new Laplace(), 0.5, output).logDensity(x), oracle.logDensity(x));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.5, 3, 30, 1e4})
  void studentT(double degrees) {
    TDistribution oracle = TDistribution.of(degrees);
    double scale = 0.3;
    double output = outputAbove(StudentT.FLOOR, Math.log(scale));
    for (double x : POINTS) {
      double expected = oracle.logDensity((x - 0.5) / scale) - Math.log(scale);
      same(new Case(new StudentT(degrees), 0.5, output).logDensity(x), expected);
      if (degrees > 1) {
        double head = inverseSoftplus(degrees - 1);
        same(new Case(new LearnedStudentT(), 0.5, output, head).logDensity(x), expected);
      }
    }
  }

  @Test
  void studentTOfManyDegreesIsGaussian() {
    for (double x : new double[] {-3, 0, 2}) {
      assertThat(new Case(new StudentT(1e12), 0.5, 1).logDensity(x))
          .isCloseTo(
              NormalDistribution.of(0.5, Math.exp(Links.above(StudentT.FLOOR, 1))).logDensity(x),
              within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 0.3, 4, 700, 1e6})
  void poisson(double rate) {
    PoissonDistribution oracle = PoissonDistribution.of(rate);
    double logRate = Math.log(rate);
    for (int x : new int[] {0, 1, 5, 100, 690, 1_000_300}) {
      double expected = oracle.logProbability(x);
      // The logarithm of the rate is a rounded one: 1e-16 of it, x times over.
      double rounding = 2e-16 * x * Math.abs(logRate);
      assertThat(new Case(new Poisson(), logRate).logDensity(x))
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected)) + rounding));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 1000})
  void negativeBinomialOfAWholeTotalCountIsPascal(int count) {
    for (double mean : new double[] {0.01, 2, 300}) {
      double p = count / (count + mean);
      PascalDistribution oracle = PascalDistribution.of(count, p);
      for (int x : new int[] {0, 1, 7, 250}) {
        double expected = oracle.logProbability(x);
        // The oracle takes 1 - p from a rounded p.
        double rounding = 2e-16 * x / (1 - p);
        assertThat(negativeBinomial(mean, count).logDensity(x))
            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected)) + rounding));
      }
    }
  }

  /** Gamma(x + r) / (Gamma(r) x!) is a product of x ratios. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.4, 7.5, 3e6})
  void negativeBinomialOfAnyTotalCountIsItsProduct(double count) {
    for (double mean : new double[] {0.01, 2, 300}) {
      for (int x : new int[] {0, 1, 7, 400}) {
        double expected = -count * Math.log1p(mean / count) - x * Math.log1p(count / mean);
        for (int i = 0; i < x; i++) {
          expected += Math.log((count + i) / (i + 1));
        }
        assertThat(negativeBinomial(mean, count).logDensity(x))
            .isCloseTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  private static Case negativeBinomial(double mean, double count) {
    double width = NegativeBinomial.CEILING - NegativeBinomial.FLOOR;
    double below = inverseSoftplus(NegativeBinomial.CEILING - Math.log(count));
    double output = NegativeBinomial.FLOOR + inverseSoftplus(width - below);
    return new Case(new NegativeBinomial(), Math.log(mean), output);
  }

  /** The normalizer as Loaiza-Ganem and Cunningham (2019) write it. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.42, 0.55, 0.9, 0.999})
  void continuousBernoulli(double lambda) {
    double odd = 1 - 2 * lambda;
    double atanh = 0.5 * Math.log((1 + odd) / (1 - odd));
    double logit = Math.log(lambda / (1 - lambda));
    for (double x : new double[] {0, 0.2, 1}) {
      same(
          new Case(new ContinuousBernoulli(), logit).logDensity(x),
          Math.log(2 * atanh / odd) + x * Math.log(lambda) + (1 - x) * Math.log(1 - lambda));
    }
    double mean = lambda / (2 * lambda - 1) + 1 / (2 * atanh);
    same(new ContinuousBernoulli().mean(new double[] {logit}), mean);
  }

  @Test
  void theSeriesOfTheContinuousBernoulliMeetsTheClosedForm() {
    for (double sign : new double[] {-1, 1}) {
      double below = sign * Math.nextDown(0.3);
      double above = sign * 0.3;
      for (double x : new double[] {0, 0.5, 1}) {
        assertThat(new Case(new ContinuousBernoulli(), below).logDensity(x))
            .isCloseTo(new Case(new ContinuousBernoulli(), above).logDensity(x), within(1e-15));
        assertThat(new Case(new ContinuousBernoulli(), below).gradient(x)[0])
            .isCloseTo(new Case(new ContinuousBernoulli(), above).gradient(x)[0], within(2e-15));
      }
    }
  }

  @Test
  void categoricalIsItsSoftmax() {
    double[] logits = {0.5, -2, 3};
    double sum = Math.exp(0.5) + Math.exp(-2) + Math.exp(3);
    for (int code = 0; code < 3; code++) {
      same(new Case(new Categorical(3), logits).logDensity(code), logits[code] - Math.log(sum));
    }
  }
}
