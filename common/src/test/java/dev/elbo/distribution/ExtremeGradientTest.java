package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Implicit gradients at parameters from 1e-8 to 1e8 against mpmath quadrature at 40 digits. */
class ExtremeGradientTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, -1.0E8, 9999999942278434.9
          1.0E-8, 1.0986122886681098, 26208374.580387396
          """)
  void gammaAtItsLog(double shape, double logZ, double exact) {
    assertRelative(GammaGradient.atLog(shape, logZ), exact, 4e-13);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E8, 9.994001799640055E7, 1.0003000316671665e-8
          1.0E8, 1.0000300004500045E8, 9.9998500174164167e-9
          101.0, 183.48681847069054, 0.0072496087081745434
          """)
  void gamma(double shape, double z, double exact) {
    assertRelative(GammaGradient.at(shape, z, Math.log(z)), exact, 1e-13);
  }

  /** The logit of x at two parameters of 1e8 is known to 1e-12 of its spread. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 1.0E-8, -1.4142135623730952E8, 19142135623730949.0
          1.0E-8, 1.0E8, -2.0000001899789637E8, 19999999999999998.0
          10000.0, 0.01, 9.763069589900496, 0.00010000782708813634
          1.0E8, 1.0E-8, 18.99789635837078, 1.0000000078072975e-8
          1.0E8, 1.0E8, -1.414213565908629E-4, 1.0000353603392656e-8
          """)
  void betaInItsFirst(double a, double b, double logit, double exact) {
    assertRelative(BetaGradient.atLogit(a, b, logit)[0], exact, Math.min(a, b) > 1 ? 1e-11 : 1e-13);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 1.0E-8, 1.4142135623730952E8, -19142135623730949.0
          1.0E-8, 1.0E8, -18.99789635837078, -1.0000000078072975e-8
          10000.0, 0.01, 209.77928206812248, -20000.810523906145
          1.0E8, 1.0E-8, 2.0000001899789637E8, -19999999999999998.0
          1.0E8, 1.0E8, 1.414213565908629E-4, -1.0000353603392656e-8
          """)
  void betaInItsSecond(double a, double b, double logit, double exact) {
    assertRelative(BetaGradient.atLogit(a, b, logit)[1], exact, Math.min(a, b) > 1 ? 1e-11 : 1e-13);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 0.5, -435517027.89791594
          1.0E-8, 3.0, -3150629951.8108868
          1000.0, 0.5, -1.5625774381043918e-7
          1000.0, 3.0, -7.4820790661186472e-6
          1.0E8, 0.5, -1.5625000007812499e-17
          1.0E8, 3.0, -7.4999998200000079e-16
          """)
  void studentT(double nu, double z, double exact) {
    assertRelative(StudentTGradient.at(nu, z), exact, 4e-14);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 1.0, -0.84147098253465293
          26.0, 0.019611613513818404, -0.00038093401093226527
          26.0, 0.5883484054145521, -0.011780185033018066
          1.0E8, 2.0E-4, -1.0000000058333335e-12
          """)
  void vonMises(double k, double z, double exact) {
    assertRelative(VonMisesGradient.at(k, z), exact, 6e-14);
  }

  private static void assertRelative(double actual, double exact, double tolerance) {
    assertThat(actual).isCloseTo(exact, within(tolerance * Math.abs(exact)));
  }
}
