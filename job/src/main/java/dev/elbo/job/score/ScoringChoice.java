package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.store.ModelMetadata;
import dev.elbo.vae.AnomalyScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What somebody asks for in place of what a model suggests.
 *
 * @param columns the words of the columns, {@code word} or {@code word=name}; empty for the latent,
 *     the ELBO, the anomaly score and, if a threshold is known, the anomaly
 */
public record ScoringChoice(
    List<String> columns,
    Optional<AnomalyScore> anomaly,
    OptionalInt samples,
    OptionalLong seed,
    OptionalDouble threshold) {

  /** What becomes of the suggestion of a model. */
  public Scoring scoring(ModelMetadata model) {
    Scoring scoring = Scoring.of(model);
    if (anomaly.isPresent()) {
      scoring = scoring.withAnomaly(anomaly.get());
    }
    if (samples.isPresent()) {
      scoring = scoring.withSamples(samples.getAsInt());
    }
    if (seed.isPresent()) {
      scoring = scoring.withSeed(seed.getAsLong());
    }
    if (threshold.isPresent()) {
      scoring = scoring.withThreshold(threshold.getAsDouble());
    }
    return scoring.withColumns(named(scoring));
  }

  private Map<ScoreColumn, String> named(Scoring scoring) {
    Map<ScoreColumn, String> named = new LinkedHashMap<>();
    if (columns.isEmpty()) {
      named.putAll(scoring.columns());
      if (scoring.threshold().isPresent()) {
        named.put(ScoreColumn.ANOMALY, ScoreColumn.ANOMALY.word());
      }
    }
    for (String asked : columns) {
      int equals = asked.indexOf('=');
      String word = equals < 0 ? asked : asked.substring(0, equals);
      ScoreColumn column =
          ScoreColumn.named(word)
              .orElseThrow(
                  () ->
                      ElboException.settings(
                          "Cannot score rows: there is no score [%s]. Use some of %s."
                              .formatted(word, ScoreColumn.words())));
      named.put(column, equals < 0 ? word : asked.substring(equals + 1));
    }
    return named;
  }

  /** All as the model suggests. */
  public static ScoringChoice ofTheModel() {
    return new ScoringChoice(
        new ArrayList<>(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty());
  }
}
