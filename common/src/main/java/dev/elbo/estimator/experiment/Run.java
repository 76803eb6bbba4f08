package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Noise;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a run of an experiment is given.
 *
 * @param samples how many an estimator draws in each setting, 100 to a billion; else the default of
 *     the experiment
 * @param seed equal seeds give equal numbers
 * @param progress is told what is measured next
 */
public record Run(OptionalLong samples, long seed, Consumer<String> progress) {
  private static final long LEAST = 100;
  private static final long MOST = 1_000_000_000;

  public Run {
    if (samples.isPresent() && samples.getAsLong() < LEAST) {
      throw new IllegalArgumentException(
          "Cannot run an experiment on [%d] samples: fewer than [%d] tell nothing about a variance. Give --samples %d or more."
              .formatted(samples.getAsLong(), LEAST, LEAST));
    }
    if (samples.isPresent() && samples.getAsLong() > MOST) {
      throw new IllegalArgumentException(
          "Cannot run an experiment on [%d] samples: more than [%d] take hours and tell nothing new. Give --samples %d or fewer."
              .formatted(samples.getAsLong(), MOST, MOST));
    }
  }

  /** Noise for one setting. */
  Noise noise(int setting) {
    return Noise.of(seed, 0, 0, 0).at(setting);
  }
}
