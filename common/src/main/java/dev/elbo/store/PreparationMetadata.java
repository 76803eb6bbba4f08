package dev.elbo.store;

import dev.elbo.feature.ColumnMap;
import dev.elbo.feature.Levels;
import dev.elbo.feature.Levels.Others;
import dev.elbo.feature.NormalScore;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Preparation.Missing;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.feature.SignedLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A preparation to and from the words of model metadata: columns that are scaled alone have none.
 */
final class PreparationMetadata {
  private static final String LOG = "log";
  private static final String QUANTILE = "quantile";
  private static final String LEVELS = "levels";
  private static final String KEPT = "kept";

  private PreparationMetadata() {}

  /** The words for the maps, by column; none if there is no map. */
  static Optional<Map<String, ModelMetadata.ColumnMap>> maps(
      Schema schema, Preparation preparation) {
    Map<String, ModelMetadata.ColumnMap> words = new LinkedHashMap<>();
    for (int i = 0; i < preparation.columns(); i++) {
      String column = schema.columns().get(i);
      of(preparation.map(i)).ifPresent(word -> words.put(column, word));
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private static Optional<ModelMetadata.ColumnMap> of(ColumnMap map) {
    if (map instanceof NormalScore score) {
      return Optional.of(words(QUANTILE, Optional.of(score.knots())));
    }
    if (map instanceof Levels levels) {
      return Optional.of(
          new ModelMetadata.ColumnMap(
              LEVELS,
              Optional.empty(),
              Optional.of(levels.names()),
              Optional.of(levels.others().name().toLowerCase(Locale.ROOT))));
    }
    return map == SignedLog.INSTANCE ? Optional.of(words(LOG, Optional.empty())) : Optional.empty();
  }

  private static ModelMetadata.ColumnMap words(String name, Optional<List<Double>> knots) {
    return new ModelMetadata.ColumnMap(name, knots, Optional.empty(), Optional.empty());
  }

  /** The word for missing cells; none where the scaling says it all. */
  static Optional<String> missing(Preparation preparation) {
    return preparation.missing() == Missing.KEPT ? Optional.of(KEPT) : Optional.empty();
  }

  /**
   * The preparation that the words mean.
   *
   * @throws IllegalArgumentException if one is not known, or parts do not fit
   */
  static Preparation read(
      Schema schema,
      Scaling scaling,
      Optional<Map<String, ModelMetadata.ColumnMap>> words,
      Optional<String> missing) {
    if (schema == null || scaling == null) {
      return null;
    }
    Map<String, ModelMetadata.ColumnMap> byColumn = words.orElse(Map.of());
    List<ColumnMap> maps = new ArrayList<>();
    for (String column : schema.columns()) {
      ModelMetadata.ColumnMap word = byColumn.get(column);
      maps.add(word == null ? ColumnMap.Straight.INSTANCE : read(word));
    }
    if (missing.isPresent() && !missing.get().equals(KEPT)) {
      throw new IllegalArgumentException("missing cells [" + missing.get() + "]");
    }
    Missing plain = scaling.fill().isEmpty() ? Missing.REFUSED : Missing.FILLED;
    return new Preparation(maps, scaling, missing.isPresent() ? Missing.KEPT : plain);
  }

  private static ColumnMap read(ModelMetadata.ColumnMap word) {
    return switch (word.name()) {
      case LOG -> SignedLog.INSTANCE;
      case QUANTILE -> new NormalScore(word.knots().orElse(List.of()));
      case LEVELS ->
          new Levels(
              word.levels().orElse(List.of()),
              Others.valueOf(word.others().orElse("error").toUpperCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException("column map [" + word.name() + "]");
    };
  }
}
