package dev.elbo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicationsTest {
  private static final double[] THETA = {0.5, 2};
  private static final Integrand SQUARE = new Smooth(z -> z[0] * z[0]);
  private static final Estimator PATHWISE = new Pathwise(new Normal());

  @Test
  void momentsAreThoseOfTwoPasses() {
    double[] x =
        IntStream.range(0, 1000)
            .mapToDouble(i -> 1e4 + Math.pow(Noise.of(91, 0, 0, i).gaussian(0), 3))
            .toArray();
    Moments moments = new Moments();
    Arrays.stream(x).forEach(moments::add);
    double mean = Arrays.stream(x).average().orElseThrow();
    double second = Arrays.stream(x).map(v -> Math.pow(v - mean, 2)).sum();
    double fourth = Arrays.stream(x).map(v -> Math.pow(v - mean, 4)).average().orElseThrow();
    double variance = second / 999;
    assertThat(moments.mean()).isCloseTo(mean, within(1e-11 * mean));
    assertThat(moments.variance()).isCloseTo(variance, within(1e-10 * variance));
    double ofVariance = Math.sqrt((fourth - 997.0 / 999 * variance * variance) / 1000);
    assertThat(moments.varianceStandardError()).isCloseTo(ofVariance, within(1e-9 * ofVariance));
  }

  @Test
  void theyAreTheEstimatesOfTheirOwnKeys() {
    Noise noise = Noise.of(92, 0, 0, 0);
    Replications measured = Replications.of(PATHWISE, THETA, SQUARE, 2, 3, noise);
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      sum += Estimate.of(PATHWISE, THETA, SQUARE, 2, noise.at(r)).gradient()[1];
    }
    assertThat(measured.mean(1)).isCloseTo(sum / 3, within(1e-12));
    assertThat(measured.repeats()).isEqualTo(3);
  }

  @Test
  void theVarianceOfAnEstimateIsThatOfItsRepetitions() {
    Noise noise = Noise.of(93, 0, 0, 0);
    // Pathwise in the mean: 2z, of variance 4 * 4.
    Replications measured = Replications.of(PATHWISE, THETA, SQUARE, 8, 50_000, noise);
    assertThat(measured.variance(0)).isCloseTo(2, within(5 * measured.varianceStandardError(0)));
    // The standard error of a normal variance is sqrt(2 / R) of it.
    assertThat(measured.varianceStandardError(0))
        .isCloseTo(2 * Math.sqrt(2.0 / 50_000), within(2e-4));
    Moments claimed = new Moments();
    for (int r = 0; r < 2000; r++) {
      Estimate estimate = Estimate.of(PATHWISE, THETA, SQUARE, 8, noise.at(r));
      claimed.add(estimate.variance().orElseThrow()[0]);
    }
    assertThat(claimed.mean()).isCloseTo(2, within(5 * claimed.standardError()));
  }

  @Test
  void oneSampleClaimsNoVarianceAndOneRepetitionMeasuresNone() {
    Noise noise = Noise.of(94, 0, 0, 0);
    assertThat(Estimate.of(PATHWISE, THETA, SQUARE, 1, noise).variance()).isEmpty();
    assertThatThrownBy(() -> Replications.of(PATHWISE, THETA, SQUARE, 1, 1, noise))
        .hasMessage("Cannot measure a variance: [1] estimates are too few. Give 2 or more.");
  }
}
