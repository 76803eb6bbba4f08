package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.job.score.ScoreColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a stage is asked to add.
 *
 * @param names of those that have one
 */
record ScoreNames(Map<ScoreColumn, String> names) {
  /** Names that a message lists. */
  private static final int SHOWN = 20;

  ScoreNames {
    names = Collections.unmodifiableMap(new EnumMap<>(names));
  }

  static ScoreNames of(ScoreParams stage) {
    Map<ScoreColumn, String> names = new EnumMap<>(ScoreColumn.class);
    for (ScoreColumn column : ScoreColumn.values()) {
      Param<String> param = stage.table().text(param(column));
      if (stage.isDefined(param) && !stage.getOrDefault(param).isBlank()) {
        names.put(column, stage.getOrDefault(param));
      }
    }
    return new ScoreNames(names);
  }

  /** The param that names a column, such as latentVarianceCol. */
  static String param(ScoreColumn column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.word().split("_", -1)) {
      name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
          .append(word, 1, word.length());
    }
    return name + "Col";
  }

  /**
   * Checks that no name is taken.
   *
   * @throws ElboException that names the param
   */
  void requireNew(List<String> columns) {
    List<String> taken = new ArrayList<>(columns);
    names.forEach(
        (column, name) -> {
          // Spark takes names that differ in case only for one.
          if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
            throw ElboException.data(
                "Cannot add column [%s] (param %s): there is one of that name in %s. Give it another name, or drop the other column."
                    .formatted(name, param(column), shown(taken)));
          }
          taken.add(name);
        });
  }

  /** The schema with what can be known of the columns before there is a model. */
  StructType addTo(StructType schema) {
    requireNew(List.of(schema.fieldNames()));
    StructType whole = schema;
    for (Map.Entry<ScoreColumn, String> added : names.entrySet()) {
      whole = whole.add(added.getValue(), type(added.getKey()));
    }
    return whole;
  }

  private static DataType type(ScoreColumn column) {
    return switch (column) {
      case LATENT, LATENT_VARIANCE, RECONSTRUCTION, CONTRIBUTION, SAMPLE ->
          SQLDataTypes.VectorType();
      case RECONSTRUCTION_LOG_PROBABILITY, KL, ELBO, LOG_LIKELIHOOD, ANOMALY_SCORE ->
          DataTypes.DoubleType;
      case ANOMALY -> DataTypes.BooleanType;
    };
  }

  /** The first names. */
  static String shown(List<String> names) {
    return names.size() <= SHOWN
        ? names.toString()
        : "%s and [%d] more".formatted(names.subList(0, SHOWN), names.size() - SHOWN);
  }
}
