package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.store.Anomaly;
import dev.elbo.store.ModelMetadata;
import dev.elbo.vae.AnomalyScore;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Which columns scoring adds, under which names, and how they are estimated.
 *
 * @param columns the name of each, in the order in which they are added
 * @param anomaly what the anomaly score is
 * @param samples draws of z a row, 1 or more: what all but the latents, the reconstruction and the
 *     sample are estimated from
 * @param seed of the draws
 * @param threshold above which a row is an anomaly, in nats
 */
public record Scoring(
    Map<ScoreColumn, String> columns,
    AnomalyScore anomaly,
    int samples,
    long seed,
    OptionalDouble threshold) {
  /** What {@code elbo.anomaly.samples} is by default. */
  private static final int SAMPLES = 16;

  public Scoring {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    if (samples < 1) {
      throw ElboException.settings(
          "Cannot score rows: [%d] samples are less than [1]. Give 1 or more.".formatted(samples));
    }
    requireDistinct(List.copyOf(columns.values()));
    if (columns.containsKey(ScoreColumn.ANOMALY) && threshold.isEmpty()) {
      throw ElboException.settings(
          "Cannot mark anomalies: no threshold is known for the score [%s] of [%d] samples. Give one, or ask for the score and the samples that the model has a threshold for, if it has any."
              .formatted(anomaly.word(), samples));
    }
  }

  /**
   * What a model itself suggests: the latent, the ELBO and the anomaly score, with the seed of
   * training and the score, samples and threshold that were kept with it.
   *
   * @throws ElboException (data) if this version does not know its score
   */
  public static Scoring of(ModelMetadata model) {
    Optional<Anomaly> kept = model.anomaly();
    try {
      return new Scoring(
          own(ScoreColumn.LATENT, ScoreColumn.ELBO, ScoreColumn.ANOMALY_SCORE),
          kept.map(Anomaly::method).orElse(AnomalyScore.RECONSTRUCTION),
          kept.map(Anomaly::samples).orElse(SAMPLES),
          model.provenance().seed(),
          kept.map(a -> OptionalDouble.of(a.threshold())).orElse(OptionalDouble.empty()));
    } catch (IllegalArgumentException e) {
      throw ElboException.data(
          "Cannot run the model: this version of Elbo does not know its %s. Use version [%s] or a newer one."
              .formatted(e.getMessage(), model.provenance().elboVersion()),
          e);
    }
  }

  /** These columns under their own names, and no others. */
  public Scoring withColumns(ScoreColumn... wanted) {
    return withColumns(own(wanted));
  }

  /** These columns under these names, and no others. */
  public Scoring withColumns(Map<ScoreColumn, String> wanted) {
    return new Scoring(wanted, anomaly, samples, seed, threshold);
  }

  /** Another number of draws, to which a threshold of other draws does not belong. */
  public Scoring withSamples(int other) {
    return other == samples
        ? this
        : new Scoring(columns, anomaly, other, seed, OptionalDouble.empty());
  }

  /** Another anomaly score, to which the threshold of this one does not belong. */
  public Scoring withAnomaly(AnomalyScore other) {
    return other == anomaly
        ? this
        : new Scoring(columns, other, samples, seed, OptionalDouble.empty());
  }

  /** Another threshold, in nats. */
  public Scoring withThreshold(double nats) {
    return new Scoring(columns, anomaly, samples, seed, OptionalDouble.of(nats));
  }

  /** Other draws. */
  public Scoring withSeed(long other) {
    return new Scoring(columns, anomaly, samples, other, threshold);
  }

  private static Map<ScoreColumn, String> own(ScoreColumn... columns) {
    return Arrays.stream(columns)
        .distinct()
        .collect(Collectors.toMap(c -> c, ScoreColumn::word, (a, b) -> a, LinkedHashMap::new));
  }

  private static void requireDistinct(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      // Spark takes names that differ in case only for one.
      if (names.subList(0, i).stream().anyMatch(name::equalsIgnoreCase)) {
        throw ElboException.settings(
            "Cannot score rows: two columns would be named [%s]. Give each a name of its own."
                .formatted(name));
      }
    }
  }
}
