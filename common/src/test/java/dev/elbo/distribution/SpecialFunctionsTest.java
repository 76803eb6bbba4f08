package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Special functions against mpmath at 60 digits. */
class SpecialFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-12, -1000000000000.5772
          1.0E-6, -1000000.57721402
          1.0E-5, -100000.57719921567
          0.1, -10.423754940411076
          1.46, -0.0015805619870834521
          9.0, 2.14064147795561
          30.0, 3.3844381326855249
          """)
  void digamma(double x, double exact) {
    assertRelative(Polygamma.digamma(x), exact, x > 1 && x < 2 ? 1e-12 : 2e-15);
  }

  /** The library's expansion leaves 7e-14 from 1 on. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-12, 1.0e+24
          1.0E-6, 1000000000001.645
          1.0E-5, 10000000001.644908
          0.1, 101.43329915079275
          1.46, 0.96911962150988789
          9.0, 0.11751201469403143
          30.0, 0.033895060357739944
          """)
  void trigamma(double x, double exact) {
    assertRelative(Polygamma.trigamma(x), exact, x < 1 ? 2e-15 : 4e-12);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 1.0, 99999999.999999998
          1.0E-8, 1.0E-8, 50000000.000000015
          1.0, 1.0E-8, 1.6449340548276575e-8
          3.0, 0.002, 0.00078956006457889506
          9.99, 1.0E-5, 1.0527689478292792e-6
          1.0E8, 1.0E-8, 1.000000005e-16
          1.0E8, 1.0E8, 0.69314718305994532
          50.0, 50.0, 0.6981721793101952
          """)
  void theRiseOfDigamma(double a, double b, double exact) {
    assertRelative(Polygamma.digammaRise(a, b), exact, 1e-15);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E8, 1.0001E8, 0.49998333666645002
          1.0E8, 1.1E8, 484119.78082064471
          11.0, 12.0, 0.046142683731649436
          9.0, 11.0, 0.21852671441904507
          1.0E-8, 1.0E8, 10000001799789611.0
          1.0E8, 1.0E-8, 100000026.21208239
          1.0E-8, 2.0E-8, 0.30685281944005477
          10000.0, 3.0, 9976.2484910532482
          """)
  void theGapOfLogGamma(double at, double to, double exact) {
    assertRelative(LogGammaGap.of(at, to), exact, 1e-14);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 1.353352832366127E-9, -18.420680943740369
          1.0E-8, 1.1051709180756477E-8, -18.420680932438726
          1.0E-8, 2.718281828459045E-8, -18.420680939569835
          5.0, 2.044208598989021, -1.6472088221660437
          5.0, 5.228682174192034, -0.13593964461949946
          5.0, 7.819741579676861, -0.71453787035451491
          11.0, 6.018707791126994, -1.379521944131234
          11.0, 11.336713112009887, 0.26738479473221402
          11.0, 14.870904969700074, -0.28184475163811472
          10000.0, 9801.986733067553, 1.6994902518970727
          10000.0, 10010.005001667083, 3.6812216523666718
          10000.0, 10100.501670841679, 3.1845524777695304
          1.0E8, 9.998000199986668E7, 6.2915351646063057
          1.0E8, 1.0000100000500001E8, 8.2864018212715337
          1.0E8, 1.0001000050001667E8, 7.7913851708541034
          """)
  void theLogDensityOfLogGamma(double shape, double g, double exact) {
    assertRelative(StandardGamma.logDensityOfLog(shape, g, Math.log(g)), exact, 1e-14);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 0.99999999000000007
          1.0, 0.46575960759364044
          10.0, 0.12783333716342861
          24.9, 0.080359332611532214
          25.1, 0.080035197254296236
          100.0, 0.039944379299096683
          1.0E8, 3.9894228090011053e-5
          """)
  void scaledBesselI0(double k, double exact) {
    assertRelative(BesselRatio.scaledI0(k), exact, 4e-15);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 0.999999995
          1.0, 0.55361003410346549
          10.0, 0.051400174045154041
          24.9, 0.020290583264439519
          25.1, 0.020127170684787079
          100.0, 0.0050126269948312344
          1.0E8, 5.0000000125000001e-9
          """)
  void theComplementOfTheBesselRatio(double k, double exact) {
    assertRelative(BesselRatio.complement(k), exact, 5e-14);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0E-8, 0.49999999999999998
          1.0, 0.35434603245035625
          10.0, 0.005298387602951359
          24.9, 0.00082369905141244226
          25.1, 0.00081048022975128527
          100.0, 5.0253830221470357e-5
          1.0E8, 5.0000000250000004e-17
          """)
  void theSlopeOfTheBesselRatio(double k, double exact) {
    assertRelative(BesselRatio.slope(k), exact, 4e-12);
  }

  private static void assertRelative(double actual, double exact, double tolerance) {
    assertThat(actual).isCloseTo(exact, within(tolerance * Math.abs(exact)));
  }
}
