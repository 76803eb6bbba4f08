package dev.elbo.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedSpreadTest {

  @Test
  void ofOneGroupItIsTheDeviationFromTheMean() {
    SeedSpread spread = SeedSpread.of(List.of(List.of(-80.0, -81.0, -85.0)));
    // squares 4, 1 and 9 around -82, over 2
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(7), within(1e-14));
    assertThat(spread.degreesOfFreedom()).isEqualTo(2);
  }

  @Test
  void groupsArePooledWhateverTheirLevels() {
    SeedSpread spread =
        SeedSpread.of(List.of(List.of(1.0, 3.0), List.of(100.0), List.of(-50.0, -50.0, -47.0)));
    // squares 2 and 6 with 1 and 2 degrees of freedom
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(8 / 3.0), within(1e-14));
    assertThat(spread.degreesOfFreedom()).isEqualTo(3);
  }

  /** c4 of the control charts of quality engineers, to four digits. */
  @ParameterizedTest
  @CsvSource({"1, 0.7979", "2, 0.8862", "4, 0.9400", "9, 0.9727", "24, 0.9896"})
  void theUnbiasedDeviationIsOverC4(int degreesOfFreedom, double c4) {
    assertThat(1 / new SeedSpread(1, degreesOfFreedom).unbiased()).isCloseTo(c4, within(5e-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9, 100})
  void itsBoundsAreThoseOfChiSquared(int n) {
    SeedSpread spread = new SeedSpread(3, n);
    ChiSquaredDistribution chi2 = ChiSquaredDistribution.of(n);
    assertThat(spread.least())
        .isCloseTo(3 * Math.sqrt(n / chi2.inverseCumulativeProbability(0.975)), within(1e-8));
    assertThat(spread.greatest())
        .isCloseTo(
            3 * Math.sqrt(n / chi2.inverseCumulativeProbability(0.025)),
            within(1e-6 * spread.greatest()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9, 100})
  void theMarginIsStudentsQuantile(int n) {
    SeedSpread spread = new SeedSpread(0.5, n);
    double t = TDistribution.of(n).inverseSurvivalProbability(0.01);
    assertThat(spread.unitsExceeded(0.01)).isCloseTo(Math.sqrt(2) * t, within(1e-7 * t));
    assertThat(spread.probabilityAbove(Math.sqrt(2) * 2))
        .isCloseTo(TDistribution.of(n).survivalProbability(2), within(1e-12));
    assertThat(spread.probabilityAbove(spread.unitsExceeded(0.01))).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void theDocumentedMarginsAreThese() {
    List<Double> units =
        IntStream.of(1, 2, 4, 9, 1000)
            .mapToObj(n -> new SeedSpread(1, n).unitsExceeded(0.01))
            .map(u -> Math.rint(u * 10) / 10)
            .toList();
    assertThat(units).containsExactly(45.0, 9.8, 5.3, 4.0, 3.3);
  }

  /**
   * Of 100,000 nights, each with five trainings to measure the spread and two to compare, a part of
   * 0.01 is above the margin, and with a gain of two margins one of 0.99: both to 5.5 standard
   * errors of a count, a false alarm below 1e-7 for each.
   */
  @Test
  void oneNightInAHundredExceedsTheMarginAndOneStaysBelowWithAGainOfTwo() {
    int nights = 100_000;
    double units = new SeedSpread(1, 4).unitsExceeded(0.01);
    int above = 0;
    int aboveWithGain = 0;
    for (int night = 0; night < nights; night++) {
      double[] elbos = new double[7];
      Noise.of(8, 0, 0, night).gaussians(elbos);
      SeedSpread spread =
          SeedSpread.of(List.of(List.of(elbos[0], elbos[1], elbos[2], elbos[3], elbos[4])));
      double margin = units * spread.deviation();
      above += elbos[6] - elbos[5] > margin ? 1 : 0;
      aboveWithGain += elbos[6] + 2 * margin - elbos[5] > margin ? 1 : 0;
    }
    double tolerance = 5.5 * Math.sqrt(0.01 * 0.99 / nights);
    assertThat(above / (double) nights).isCloseTo(0.01, within(tolerance));
    assertThat(aboveWithGain / (double) nights).isCloseTo(0.99, within(tolerance));
  }

  @Test
  void oneTrainingHasNoSpread() {
    assertThatThrownBy(() -> SeedSpread.of(List.of(List.of(1.0), List.of(2.0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SeedSpread.of(List.of(List.of(1.0, Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
