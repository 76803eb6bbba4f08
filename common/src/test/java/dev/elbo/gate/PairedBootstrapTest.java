package dev.elbo.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedBootstrapTest {
  private static final Noise NOISE = Noise.of(3, 0, 0, 0);

  private static double[] gaussians(int rows) {
    double[] values = new double[rows];
    Noise.of(5, 1, 0, rows).gaussians(values);
    return values;
  }

  /**
   * The deviation over 2,000 samples has a relative standard error of 0.016, their percentiles of
   * 0.083 standard errors: tolerances are six of them, a false alarm below 1e-8. Of more than
   * 20,000 rows neighbours go together, and then that of the groups' sums adds 0.005.
   */
  @ParameterizedTest
  @ValueSource(ints = {200, 1001, 20_000, 45_001})
  void theStandardErrorIsThatOfAMean(int rows) {
    double[] differences = gaussians(rows);
    double mean = Arrays.stream(differences).average().orElseThrow();
    double squares = Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    double expected = Math.sqrt(squares / (rows - 1.0) / rows);
    PairedBootstrap found = PairedBootstrap.of(new double[rows], differences, NOISE);
    assertThat(found.rows()).isEqualTo(rows);
    assertThat(found.gain()).isCloseTo(mean, within(1e-12));
    assertThat(found.standardError()).isCloseTo(expected, within(0.12 * expected));
    assertThat(found.lower()).isCloseTo(mean - 2.326 * expected, within(0.6 * expected));
    assertThat(found.upper()).isCloseTo(mean + 2.326 * expected, within(0.6 * expected));
  }

  /** All 27 samples of three rows: the mean of one row thrice has a chance of 1/27 each. */
  @Test
  void threeRowsHaveTheSamplesThatTheyHave() {
    double[] differences = {1, 4, 10};
    PairedBootstrap found = PairedBootstrap.of(new double[3], differences, NOISE);
    assertThat(found.gain()).isEqualTo(5);
    assertThat(found.lower()).isEqualTo(1);
    assertThat(found.upper()).isEqualTo(10);
    // The variance of a mean is 14 / 3 = ((16 + 1 + 25) / 3) / 3, and 3/2 of that corrects it.
    assertThat(found.standardError()).isCloseTo(Math.sqrt(7), within(0.1 * Math.sqrt(7)));
  }

  @Test
  void whatMakesRowsHardCancels() {
    double[] champion = {-100, -3, -50, -7, -2000};
    double[] challenger = {-99, -1, -53, -7, -1999};
    double[] harder = champion.clone();
    double[] harderStill = challenger.clone();
    for (int i = 0; i < harder.length; i++) {
      harder[i] -= 1024 * i;
      harderStill[i] -= 1024 * i;
    }
    assertThat(PairedBootstrap.of(harder, harderStill, NOISE))
        .isEqualTo(PairedBootstrap.of(champion, challenger, NOISE));
  }

  @Test
  void aGainThatIsTheSameOnEveryRowIsCertain() {
    PairedBootstrap found =
        PairedBootstrap.of(new double[] {1, 2, 3}, new double[] {1.5, 2.5, 3.5}, NOISE);
    assertThat(found).isEqualTo(new PairedBootstrap(3, 0.5, 0, 0.5, 0.5));
  }

  @Test
  void otherNoiseDrawsOtherRows() {
    double[] differences = gaussians(50);
    PairedBootstrap one = PairedBootstrap.of(new double[50], differences, NOISE);
    assertThat(PairedBootstrap.of(new double[50], differences, Noise.of(3, 0, 0, 0)))
        .isEqualTo(one);
    assertThat(PairedBootstrap.of(new double[50], differences, Noise.of(4, 0, 0, 0)))
        .isNotEqualTo(one);
  }

  @Test
  void rowsThatDoNotPairAreRefused() {
    double[] two = {1, 2};
    assertThatThrownBy(() -> PairedBootstrap.of(two, new double[3], NOISE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[2] and [3] rows cannot be compared");
    assertThatThrownBy(() -> PairedBootstrap.of(two, new double[] {1, Double.NaN}, NOISE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
