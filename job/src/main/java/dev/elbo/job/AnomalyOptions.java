package dev.elbo.job;

import dev.elbo.job.score.ScoringChoice;
import dev.elbo.vae.AnomalyScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** What an anomaly is, where it is not the model's own choice. */
public final class AnomalyOptions {
  @Option(
      names = "--score",
      paramLabel = "SCORE",
      description =
          "How strange a row is: reconstruction, deviance, elbo or importance, as elbo.anomaly.score. Default: the model's.")
  private AnomalyScore score;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Draws of z a row, from which ELBO and anomaly score are estimated, as elbo.anomaly.samples. Default: the model's.")
  private Integer draws;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Of the draws. Default: that of training.")
  private Long seed;

  @Option(
      names = "--threshold",
      paramLabel = "NATS",
      description = "Rows whose score is above it are anomalies. Default: the model's.")
  private Double threshold;

  ScoringChoice choice(List<String> columns) {
    return new ScoringChoice(
        columns,
        Optional.ofNullable(score),
        draws == null ? OptionalInt.empty() : OptionalInt.of(draws),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold));
  }

  /** For the driver. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    Words.add(words, "--score", score == null ? null : score.word());
    Words.add(words, "--draws", draws);
    Words.add(words, "--seed", seed);
    Words.add(words, "--threshold", threshold);
    return words;
  }
}
