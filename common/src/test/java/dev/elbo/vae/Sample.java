package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Repeated measurements of one number. */
final class Sample {
  private int count;
  private double sum;
  private double squares;

  void add(double value) {
    count++;
    sum += value;
    squares += value * value;
  }

  double mean() {
    return sum / count;
  }

  double variance() {
    return (squares - sum * sum / count) / (count - 1);
  }

  double standardError() {
    return Math.sqrt(variance() / count);
  }

  /** Within so many standard errors of a number that is known. */
  void assertMean(double expected, double sigmas) {
    assertThat(mean()).isCloseTo(expected, within(sigmas * standardError() + 1e-12));
  }
}
