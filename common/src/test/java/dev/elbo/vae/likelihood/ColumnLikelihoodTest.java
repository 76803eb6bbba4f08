package dev.elbo.vae.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every law. */
class ColumnLikelihoodTest {
  private static final int DRAWS = 20_000;

  static Stream<Case> cases() {
    return Case.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theWholeMassIsOne(Case c) {
    assertThat(c.expectation(x -> 1)).isCloseTo(1, within(1e-10));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMeanIsThatOfTheDensity(Case c) {
    if (c.law() instanceof Categorical) {
      double best = c.logDensity(c.law().mean(c.theta()));
      assertThat(c.values().map(c::logDensity)).allMatch(other -> other <= best);
    } else if (c.law() instanceof StudentT t && t.degrees() <= 1) {
      assertThat(c.law().mean(c.theta())).isEqualTo(c.theta()[0]);
    } else {
      double mean = c.law().mean(c.theta());
      double offset = c.law().support() == Support.REAL ? c.scale() : Math.max(1, mean);
      // Around the mean itself, so that what is integrated is small.
      assertThat(c.expectation(x -> (x - mean) / offset)).isCloseTo(0, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfTheDensity(Case c) {
    c.values()
        .forEach(
            x -> {
              double[] gradient = c.gradient(x);
              for (int i = 0; i < gradient.length; i++) {
                double difference = difference(c, i, x);
                double scale = Math.max(1, Math.abs(difference)) + Math.abs(c.logDensity(x)) * 1e-4;
                assertThat(gradient[i])
                    .as("output %s at %s", i, x)
                    .isCloseTo(difference, within(1e-7 * scale));
              }
            });
  }

  /** By five points: an error of the order of h^4. */
  private static double difference(Case c, int i, double x) {
    double h = 1e-3;
    return (c.moved(i, -2 * h).logDensity(x)
            - 8 * c.moved(i, -h).logDensity(x)
            + 8 * c.moved(i, h).logDensity(x)
            - c.moved(i, 2 * h).logDensity(x))
        / (12 * h);
  }

  /** Bounded functions of draws against their expectations: 6 deviations, false alarm 2e-9 each. */
  @ParameterizedTest
  @MethodSource("cases")
  void drawsFollowTheLaw(Case c) {
    boolean real = c.law().support() == Support.REAL;
    double center = real ? c.theta()[0] : c.law().mean(c.theta());
    double width = real ? c.scale() : Math.max(0.2, Math.sqrt(center));
    for (DoubleUnaryOperator f :
        List.<DoubleUnaryOperator>of(
            x -> Math.tanh((x - center) / width),
            x -> Math.cos((x - center) / width),
            x -> 1 / (1 + Math.pow((x - center) / width - 1, 2)))) {
      double mean = c.expectation(f);
      double square = c.expectation(x -> f.applyAsDouble(x) * f.applyAsDouble(x));
      double deviation = Math.sqrt(Math.max(0, square - mean * mean) / DRAWS);
      double sum = 0;
      for (int i = 0; i < DRAWS; i++) {
        sum += f.applyAsDouble(c.law().sample(c.theta(), Noise.of(17, 0, 0, i)));
      }
      assertThat(sum / DRAWS).isCloseTo(mean, within(6 * deviation + 1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void drawsLieInTheSupport(Case c) {
    for (int i = 0; i < 200; i++) {
      double x = c.law().sample(c.theta(), Noise.of(18, 0, 0, i));
      switch (c.law().support()) {
        case REAL -> assertThat(x).isFinite();
        case UNIT -> assertThat(x).isBetween(0.0, 1.0);
        case COUNTS -> assertThat(x).isNotNegative().isEqualTo(Math.rint(x));
        case CODES -> assertThat(x).isBetween(0.0, c.theta().length - 1.0).isEqualTo(Math.rint(x));
      }
    }
  }

  /** Against a search over locations, at steps of 0.001. */
  @ParameterizedTest
  @MethodSource("cases")
  void theCeilingIsTheGreatestDensityOfAnyLocation(Case c) {
    if (!c.law().isBounded()) {
      assertThatThrownBy(() -> c.law().ceiling(0, c.theta()))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    c.values()
        .forEach(
            x -> {
              double ceiling = c.law().ceiling(x, c.theta());
              double greatest =
                  IntStream.rangeClosed(-40_000, 40_000)
                      .mapToDouble(i -> c.located(x, i / 1000.0))
                      .max()
                      .orElseThrow();
              assertThat(greatest)
                  .as("at %s", x)
                  .isLessThanOrEqualTo(ceiling + 1e-12 * (1 + Math.abs(ceiling)));
              assertThat(greatest).as("at %s", x).isCloseTo(ceiling, within(2e-4));
            });
  }

  static Stream<ColumnLikelihood> laws() {
    return Case.stream().map(Case::law).distinct();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void extremeOutputsGiveFiniteDensitiesGradientsAndMeans(ColumnLikelihood law) {
    double[] outputs = {-1e30, -1000, -700, -40, 0, 20, 40, 700, 1000, 1e30};
    int parameters = law.heads().stream().mapToInt(Head::width).sum();
    for (int k = 0; k < Math.pow(outputs.length, parameters); k++) {
      double[] theta = new double[parameters];
      for (int i = 0, rest = k; i < parameters; i++, rest /= outputs.length) {
        theta[i] = outputs[rest % outputs.length];
      }
      Case c = new Case(law, theta);
      c.values()
          .forEach(
              x -> {
                assertThat(c.logDensity(x)).as("%s of %s", c, x).isFinite();
                for (double derivative : c.gradient(x)) {
                  assertThat(derivative).as("%s of %s", c, x).isFinite();
                }
              });
      assertThat(law.mean(theta)).as("%s", c).isFinite();
      assertThat(law.sample(theta, Noise.of(19, 0, 0, k))).as("%s", c).isNotNaN();
    }
  }

  @Test
  void extremeLogitsOfABernoulliAreExact() {
    assertThat(new Case(new Bernoulli(), 1000).logDensity(0)).isEqualTo(-1000);
    assertThat(new Case(new Bernoulli(), 1000).gradient(0)).containsExactly(-1);
    assertThat(new Case(new Bernoulli(), -1000).logDensity(1)).isEqualTo(-1000);
    assertThat(new Case(new Bernoulli(), -1000).gradient(1)).containsExactly(1);
    assertThat(new Case(new Bernoulli(), 1000).logDensity(1)).isZero();
    assertThat(new Case(new Bernoulli(), 1000).gradient(1)).containsExactly(0);
  }

  @Test
  void constantsOutsideTheirDomainAreRefused() {
    assertThatThrownBy(() -> new Gaussian(0))
        .hasMessage(
            "Cannot build a Gaussian likelihood: its variance is [0.0]. Give a positive number.");
    assertThatThrownBy(() -> new StudentT(Double.NaN))
        .hasMessage(
            "Cannot build a Student-t likelihood: its degrees of freedom are [NaN]. Give a positive, finite number.");
    assertThatThrownBy(() -> new Categorical(-1))
        .hasMessage("Cannot build a categorical likelihood: [-1] categories. Give 1 or more.");
    assertThatThrownBy(() -> Categorical.ofTheData().heads())
        .hasMessage(
            "Cannot build a categorical likelihood: its data is not known. Call fit first.");
    assertThatThrownBy(() -> new Case(new Categorical(2), 0, 0).logDensity(2))
        .hasMessage("Cannot explain the code [2.0]: there are [2] categories. Give 0 to [1].");
  }
}
