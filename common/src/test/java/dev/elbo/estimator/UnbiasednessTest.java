package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Categorical;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Relaxation;
import dev.elbo.distribution.Reparameterized;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Means of many estimates against exact gradients, at 5 standard errors: 6e-7 to fail by chance.
 */
class UnbiasednessTest {
  private static final double SIGMAS = 5;
  private static final int REPEATS = 20_000;
  private static final int SAMPLES = 3;

  private static final Family BITS = Independent.of(new Bernoulli(), 4);
  private static final double[] LOGITS = {0.8, -0.5, 2, -1.5};
  private static final Smooth ON_BITS =
      new Smooth(
          z ->
              Math.exp(0.5 * z[0] - z[1] + 0.3 * z[2] * z[3])
                  + (z[0] * z[1] - 0.4) * (z[3] + 1)
                  + Math.sin(2 * z[2] + z[0])
                  + 3);

  private static final Family CHOICES = Independent.of(new Categorical(3), 2);
  private static final double[] CHOICE_LOGITS = {0.3, -0.7, 1.1, 2, 0, -1};
  private static final Smooth ON_CHOICES =
      new Smooth(z -> 2 + Math.exp(z[0] - z[4]) + (z[1] + 2 * z[5]) * (z[3] - z[2]));

  private static Stream<Baseline> unbiasedBaselines() {
    return Stream.of(
        Baseline.none(),
        Baseline.constant(4),
        Baseline.leaveOneOut(),
        Baseline.optimal(),
        RunningBaseline.centered(0.8));
  }

  @SuppressWarnings("unused") // read by name
  private static final List<Estimator> FOR_BITS =
      Stream.concat(
              unbiasedBaselines().map(b -> (Estimator) new ScoreFunction(BITS, b)),
              Stream.of(
                  new Arm(BITS),
                  new DisArm(BITS),
                  Rebar.fixed(BITS, 0.5, 1),
                  Rebar.fixed(BITS, 2, 0.3),
                  Rebar.fitted(BITS, 0.7)))
          .toList();

  @ParameterizedTest
  @FieldSource("FOR_BITS")
  void onBitsTheMeanIsTheEnumeratedGradient(Estimator estimator) {
    double[] exact = Enumeration.gradient(BITS, Enumeration.bits(4), LOGITS, ON_BITS.f());
    Replications measured = measure(estimator, LOGITS, ON_BITS);
    assertMeans(measured, exact);
    double value = Enumeration.expectation(BITS, Enumeration.bits(4), LOGITS, ON_BITS.f());
    assertThat(measured.value()).isCloseTo(value, within(SIGMAS * measured.valueStandardError()));
  }

  @ParameterizedTest
  @MethodSource("unbiasedBaselines")
  void onCategoriesTheMeanIsTheEnumeratedGradient(Baseline baseline) {
    double[] exact =
        Enumeration.gradient(CHOICES, Enumeration.choices(3, 2), CHOICE_LOGITS, ON_CHOICES.f());
    Estimator estimator = new ScoreFunction(CHOICES, baseline);
    assertMeans(measure(estimator, CHOICE_LOGITS, ON_CHOICES), exact);
  }

  private static final Normal NORMAL = new Normal();

  /** E[f] of a normal in closed form. */
  record Case(String words, Smooth f, Smooth expectation) {
    @Override
    public String toString() {
      return words;
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case("x^2", new Smooth(x -> x[0] * x[0]), new Smooth(t -> t[0] * t[0] + t[1] * t[1])),
        new Case(
            "exp(x / 2)",
            new Smooth(x -> Math.exp(x[0] / 2)),
            new Smooth(t -> Math.exp(t[0] / 2 + t[1] * t[1] / 8))),
        new Case(
            "cos x",
            new Smooth(x -> Math.cos(x[0])),
            new Smooth(t -> Math.cos(t[0]) * Math.exp(-t[1] * t[1] / 2))));
  }

  private static Stream<Arguments> onNormals() {
    return cases().stream()
        .flatMap(
            c ->
                Stream.concat(
                        unbiasedBaselines().map(b -> (Estimator) new ScoreFunction(NORMAL, b)),
                        Stream.of(new Pathwise(NORMAL), new MeasureValued(NORMAL)))
                    .map(estimator -> Arguments.of(estimator, c)));
  }

  @ParameterizedTest
  @MethodSource("onNormals")
  void onANormalTheMeanIsTheGradientOfTheClosedForm(Estimator estimator, Case c) {
    double[] theta = {0.7, 0.9};
    double[] exact = new double[2];
    c.expectation.gradient(theta, exact);
    assertMeans(measure(estimator, theta, c.f), exact);
  }

  @Test
  void onIndependentNormalsEachCoordinateGetsItsOwn() {
    Reparameterized two = (Reparameterized) Independent.of(NORMAL, 2);
    double[] theta = {0.5, -1, 0.7, 1.2};
    Smooth f = new Smooth(x -> Math.pow(x[0] + 2 * x[1], 2));
    double rise = 2 * (theta[0] + 2 * theta[1]);
    double[] exact = {rise, 2 * rise, 2 * theta[2], 8 * theta[3]};
    for (Estimator estimator :
        List.of(
            new Pathwise(two),
            new MeasureValued(two),
            new ScoreFunction(two, Baseline.leaveOneOut()))) {
      assertMeans(measure(estimator, theta, f), exact);
    }
  }

  @Test
  void measureValuedSeesTheStepThatPathwiseDoesNot() {
    Integrand step =
        new Integrand() {
          @Override
          public double value(double[] z) {
            return z[0] > 0 ? 1 : 0;
          }

          @Override
          public void gradient(double[] z, double[] gradient) {
            gradient[0] = 0;
          }
        };
    double[] theta = {0, 1};
    double exact = 1 / Math.sqrt(2 * Math.PI);
    assertMeans(measure(new MeasureValued(NORMAL), theta, step), new double[] {exact, 0});
    Replications blind = measure(new Pathwise(NORMAL), theta, step);
    assertThat(blind.mean(0)).isZero();
    assertThat(blind.variance(0)).isZero();
  }

  @Test
  void theMeanBaselineShrinksTheGradientByWhatItSays() {
    double[] exact = Enumeration.gradient(BITS, Enumeration.bits(4), LOGITS, ON_BITS.f());
    Estimator estimator = new ScoreFunction(BITS, Baseline.mean());
    for (int j = 0; j < exact.length; j++) {
      exact[j] *= (SAMPLES - 1.0) / SAMPLES;
    }
    assertMeans(measure(estimator, LOGITS, ON_BITS), exact);
  }

  @Test
  void pathwiseOfARelaxationIsTheGradientOfItsOwnExpectation() {
    Reparameterized relaxed = Relaxation.of(new Bernoulli(), 1);
    // E[z] at tau = 1, a = exp(l): the integral of a u / (1 - u + a u).
    Smooth expectation =
        new Smooth(
            t -> {
              double a = Math.exp(t[0]);
              return a * (a - 1 - t[0]) / Math.pow(a - 1, 2);
            });
    double[] theta = {0.9};
    double[] exact = new double[1];
    expectation.gradient(theta, exact);
    assertMeans(measure(new Pathwise(relaxed), theta, new Smooth(z -> z[0])), exact);
  }

  private static Replications measure(Estimator estimator, double[] theta, Integrand f) {
    return Replications.of(estimator, theta, f, SAMPLES, REPEATS, Noise.of(31, 0, 0, 0));
  }

  private static void assertMeans(Replications measured, double[] exact) {
    for (int j = 0; j < exact.length; j++) {
      double tolerance = SIGMAS * measured.standardError(j) + 1e-9;
      assertThat(measured.mean(j)).as("theta %s", j).isCloseTo(exact[j], within(tolerance));
    }
  }
}
