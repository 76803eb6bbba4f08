package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gamma and normal from their CDF and density alone. */
class ImplicitFamilyTest extends UnivariateContract {
  private static final ImplicitFamily GAMMA =
      ImplicitFamily.of(
              "my-gamma",
              List.of(Parameter.of("shape", Domain.POSITIVE)),
              (theta, z) -> RegularizedGamma.P.value(theta[0], z),
              (theta, z) -> (theta[0] - 1) * Math.log(z) - z - LogGamma.value(theta[0]))
          .withSupport(0, Double.POSITIVE_INFINITY);

  private static final ImplicitFamily NORMAL =
      ImplicitFamily.of(
          "my-normal",
          List.of(Parameter.of("mean", Domain.REAL), Parameter.of("scale", Domain.POSITIVE)),
          (theta, z) -> 0.5 * Erfc.value((theta[0] - z) / theta[1] * Math.sqrt(0.5)),
          (theta, z) -> new Normal().logDensity(theta, z));

  private static final ImplicitFamily SAMPLED =
      NORMAL.withSampler((theta, noise) -> new Normal().sample(theta, noise));

  @Override
  List<Case> cases() {
    return List.of(new Case(GAMMA, 2.5), new Case(NORMAL, 3, 0.1), new Case(SAMPLED, -1, 4));
  }

  @Override
  List<Pair> pairs() {
    return List.of();
  }

  /** Rows of golden_implicit_grads.csv (mpmath, 80 digits). */
  @ParameterizedTest
  @CsvSource({
    "0.1, 6.073048362407912e-21, 2.8012950579654491506e-18",
    "0.1, 0.0005933911044602284, 0.041597742364844607341",
    "0.1, 0.5804351053231342, 5.467529806173567099",
    "0.5, 7.854392895485092e-05, 0.001490586925099465029",
    "0.5, 0.227468211559786, 0.8583674447437143152",
    "0.5, 3.3174483005106072, 3.014830927649921519",
    "1.0, 0.010050335853501437, 0.050762096416330298969",
    "1.0, 1.3862943611198906, 1.3784981506683062422",
    "1.0, 4.60517018598809, 2.2873696406719852927",
    "3.0, 0.43604516507829316, 0.34402493841559673813",
    "3.0, 2.674060313723559, 0.99726837613986296036",
    "3.0, 6.295793621871988, 1.496255769304066447",
    "10.0, 5.425405697091295, 0.73723108895051367989",
    "10.0, 9.668714614714128, 0.99978790183313820081",
    "10.0, 18.783117393312533, 1.3705316944158501417",
    "100.0, 78.21598305379582, 0.88364602465170355349",
    "100.0, 99.66686491931549, 0.99999801024938826412",
    "100.0, 124.7225614907208, 1.1163812449435010943"
  })
  void theGammaGradientIsThatOfMultiplePrecision(double shape, double z, double expected) {
    double[] derivative = new double[1];
    GAMMA.pathwise(new double[] {shape}, z, derivative);
    assertThat(derivative[0]).isCloseTo(expected, within(1e-10 * expected));
  }

  @Test
  void theNormalGradientIsReproduced() {
    double[] theta = {3, 0.1};
    double[] derivative = new double[2];
    double[] expected = new double[2];
    for (int i = 0; i < 200; i++) {
      double z = NORMAL.sample(theta, Noise.of(6, 0, 0, i));
      double density = Math.exp(NORMAL.logDensity(theta, z));
      NORMAL.pathwise(theta, z, derivative);
      assertThat(derivative[0]).isCloseTo(1, within(1e-10 + 1e-12 / density));
      assertThat(derivative[1]).isCloseTo((z - 3) / 0.1, within(1e-10 + 1e-12 / density));
      double slope = NORMAL.slope(theta, z, derivative);
      double expectedSlope = new Normal().slope(theta, z, expected);
      assertThat(slope).isCloseTo(expectedSlope, within(1e-9 * Math.abs(expected[1])));
      assertThat(ExplicitFamilyTest.relative(derivative, expected)).isLessThan(1e-9);
    }
  }

  /** E[dz/dshape] = dE[z]/dshape = 1: 5 standard errors, false alarm 6e-7. */
  @Test
  void theMeanOfTheGammaGradientIsOne() {
    int n = 4000;
    double[] derivative = new double[1];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double[] theta = {0.8};
      GAMMA.pathwise(theta, GAMMA.sample(theta, Noise.of(2, 0, 0, i)), derivative);
      sum += derivative[0];
      squares += derivative[0] * derivative[0];
    }
    double mean = sum / n;
    assertThat(mean).isCloseTo(1, within(5 * Math.sqrt((squares / n - mean * mean) / n)));
  }

  @Test
  void aGradientOfOnesOwnIsUsed() {
    ImplicitFamily family =
        NORMAL.withGradient(
            (theta, z, gradient) -> {
              double density = Math.exp(new Normal().logDensity(theta, z));
              gradient[0] = -density;
              gradient[1] = -density * (z - theta[0]) / theta[1];
            });
    double[] derivative = new double[2];
    family.pathwise(new double[] {1, 2}, 9, derivative);
    assertThat(derivative[0]).isCloseTo(1, within(1e-14));
    assertThat(derivative[1]).isCloseTo(4, within(1e-14));
  }

  @Test
  void theCenterIsTheMedian() {
    assertThat(NORMAL.center(new double[] {3, 2})[0]).isCloseTo(3, within(1e-14));
    assertThat(NORMAL.mean(new double[] {3, 2})).isEmpty();
  }

  @Test
  void noNaNPassesSilently() {
    ImplicitFamily noCumulative =
        ImplicitFamily.of(
            "broken",
            List.of(Parameter.of("a", Domain.REAL)),
            (theta, z) -> Double.NaN,
            (theta, z) -> 0);
    double[] theta = {1};
    assertThatThrownBy(() -> noCumulative.sample(theta, Noise.of(1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its CDF at z = [")
        .hasMessageContaining("] is NaN at theta = [1.0]. Mend the CDF.");
    ImplicitFamily noSampler = noCumulative.withSampler((t, noise) -> Double.NaN);
    assertThatThrownBy(() -> noSampler.sample(theta, Noise.of(1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot draw broken: its sampler gave NaN at theta = [1.0]. Mend the sampler.");
    assertThatThrownBy(() -> NORMAL.pathwise(new double[] {0, 1}, 50, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot differentiate a draw of my-normal: its density at z = [50.0] is [0.0]. Give a"
                + " z that theta = [0.0, 1.0] can draw.");
  }

  @Test
  void aSupportWithNothingInItIsRefused() {
    assertThatThrownBy(() -> GAMMA.withSupport(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot use the support of my-gamma: no range lies between [1.0] and [0.0]. Give a low"
                + " that is less than high.");
  }
}
