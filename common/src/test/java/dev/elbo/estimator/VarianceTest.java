package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Reparameterized;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Variances on toys against closed forms: within 3% or 5 standard errors, or 1e-9. The numbers are
 * by quadrature at high precision, computed independently of this code.
 */
class VarianceTest {
  private static final int DRAWS = 1_000_000;
  private static final Noise NOISE = Noise.of(41, 0, 0, 0);
  private static final Normal NORMAL = new Normal();

  @ParameterizedTest
  @CsvSource({
    "12, 42, 1, score-function, 28487.755102040817",
    "12, 42, 1, pathwise, 7056",
    "1, 1, 20, score-function, 1892",
    "1, 1, 20, pathwise, 4"
  })
  void ofTheSumOfSquares(double mean, double scale, int size, String name, double exact) {
    Reparameterized family = (Reparameterized) Independent.of(NORMAL, size);
    Estimator estimator =
        name.equals("pathwise") ? new Pathwise(family) : new ScoreFunction(family, Baseline.none());
    Replications measured =
        Replications.of(
            estimator, theta(mean, scale, size), new SumOfSquares(), 1, DRAWS / size, NOISE);
    assertVariance(measured, 1, exact);
  }

  @ParameterizedTest
  @CsvSource({
    "12, 42, 1, 2, 23472",
    "1, 1, 1, 4, 21.333333333333332",
    "1, 1, 20, 4, 173.33333333333334"
  })
  void ofLeaveOneOutASample(double mean, double scale, int size, int samples, double exact) {
    Family family = Independent.of(NORMAL, size);
    Estimator estimator = new ScoreFunction(family, Baseline.leaveOneOut());
    Replications measured =
        Replications.of(
            estimator,
            theta(mean, scale, size),
            new SumOfSquares(),
            samples,
            DRAWS / size / samples,
            NOISE);
    assertVariance(measured, samples, exact);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 10, 72, 68", "12, 42, 1, 18792, 11736"})
  void ofBaselinesThatManySamplesMake(
      double mean, double scale, int size, double ofMean, double ofOptimal) {
    Family family = Independent.of(NORMAL, size);
    double[] theta = theta(mean, scale, size);
    int samples = DRAWS / 5 / size;
    double[] exact = {ofMean, ofOptimal};
    Baseline[] baselines = {Baseline.mean(), Baseline.optimal()};
    for (int i = 0; i < 2; i++) {
      Estimator estimator = new ScoreFunction(family, baselines[i]);
      Draw draw = estimator.draw(theta, samples, NOISE);
      double[] values =
          Arrays.stream(draw.points()).mapToDouble(new SumOfSquares()::value).toArray();
      Moments moments = new Moments();
      for (double[] one : estimator.contributions(draw, values, new double[0][])) {
        moments.add(one[0]);
      }
      double tolerance = Math.max(0.03 * exact[i], 5 * moments.varianceStandardError());
      assertThat(moments.variance()).isCloseTo(exact[i], within(tolerance));
    }
  }

  @Test
  void ofMeasureValuedGradientsInTheMean() {
    Estimator estimator = new MeasureValued(NORMAL);
    double[] theta = {1, 1};
    Object[][] rows = {
      {new Smooth(x -> x[0] * x[0]), 1.0929581789406513},
      {new Smooth(x -> (x[0] - 1) * (x[0] - 1)), 0.0},
      {new Smooth(x -> Math.exp(-x[0] * x[0])), 0.012567615545902999},
      {new Smooth(x -> Math.cos(5 * x[0])), 0.29571683563765433}
    };
    for (Object[] row : rows) {
      Replications measured =
          Replications.of(estimator, theta, (Smooth) row[0], 1, DRAWS / 10, NOISE);
      assertVariance(measured, 1, (double) row[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.45, 0.015939062500000004, 0.00020833333333312515",
    "0.499, 0.015625125000249998, 8.333333333324784e-08"
  })
  void ofTheRebarToy(double target, double score, double arm) {
    Bernoulli bit = new Bernoulli();
    Smooth f = new Smooth(b -> (b[0] - target) * (b[0] - target));
    double[] theta = {0};
    Estimator raw = new ScoreFunction(bit, Baseline.none());
    assertVariance(Replications.of(raw, theta, f, 1, DRAWS / 5, NOISE), 1, score);
    assertVariance(Replications.of(new Arm(bit), theta, f, 1, DRAWS / 5, NOISE), 1, arm);
    Replications disarm = Replications.of(new DisArm(bit), theta, f, 1, 10_000, NOISE);
    assertVariance(disarm, 1, 0);
    assertThat(disarm.mean(0)).isCloseTo(0.25 * (1 - 2 * target), within(1e-12));
    Replications rebar = Replications.of(Rebar.fixed(bit, 0.1, 1), theta, f, 1, 100_000, NOISE);
    assertThat(rebar.mean(0))
        .isCloseTo(0.25 * (1 - 2 * target), within(5 * rebar.standardError(0)));
  }

  @Test
  void controlVariatesLowerTheVarianceOnSeveralBits() {
    Family bits = Independent.of(new Bernoulli(), 3);
    double[] theta = {0.8, -0.5, 2};
    Smooth f = new Smooth(z -> 3 + Math.exp(z[0] - z[1]) + Math.sin(z[2] + z[0]));
    double raw = total(new ScoreFunction(bits, Baseline.none()), theta, f);
    double leaveOneOut = total(new ScoreFunction(bits, Baseline.leaveOneOut()), theta, f);
    double arm = total(new Arm(bits), theta, f);
    double disarm = total(new DisArm(bits), theta, f);
    double fitted = total(Rebar.fitted(bits, 0.5), theta, f);
    assertThat(leaveOneOut).isLessThan(raw / 10);
    assertThat(fitted).isLessThan(raw / 10);
    // DisARM is the expectation of ARM given the pair of bits: Dong, Mnih, Tucker 2020.
    assertThat(disarm).isLessThan(arm);
    assertThat(arm).isLessThan(raw / 10);
  }

  private static double total(Estimator estimator, double[] theta, Integrand f) {
    Replications measured = Replications.of(estimator, theta, f, 10, 5_000, NOISE);
    return measured.variance(0) + measured.variance(1) + measured.variance(2);
  }

  private static double[] theta(double mean, double scale, int size) {
    double[] theta = new double[2 * size];
    Arrays.fill(theta, 0, size, mean);
    Arrays.fill(theta, size, 2 * size, scale);
    return theta;
  }

  private static void assertVariance(Replications measured, int samples, double exact) {
    double error = 5 * samples * measured.varianceStandardError(0);
    double tolerance = Math.max(1e-9, Math.max(0.03 * exact, error));
    assertThat(samples * measured.variance(0)).isCloseTo(exact, within(tolerance));
  }

  /** Quick, where there are millions of draws. */
  private record SumOfSquares() implements Integrand {
    @Override
    public double value(double[] z) {
      double sum = 0;
      for (double one : z) {
        sum += one * one;
      }
      return sum;
    }

    @Override
    public void gradient(double[] z, double[] gradient) {
      for (int i = 0; i < z.length; i++) {
        gradient[i] = 2 * z[i];
      }
    }
  }
}
