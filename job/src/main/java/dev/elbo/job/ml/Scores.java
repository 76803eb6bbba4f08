package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.job.score.Scorer;
import dev.elbo.job.score.Scoring;
import dev.elbo.store.Model;
import dev.elbo.vae.AnomalyScore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/** The scores of a model as the columns that a stage names, with vectors in place of arrays. */
final class Scores {
  private final VariationalAutoencoderModel stage;
  private final Scorer scorer;

  private Scores(VariationalAutoencoderModel stage, Scorer scorer) {
    this.stage = stage;
    this.scorer = scorer;
  }

  static Scores of(VariationalAutoencoderModel stage, Model model) {
    requireTrainedColumns(stage);
    Scoring scoring =
        Scoring.of(model.metadata())
            .withAnomaly(AnomalyScore.named(stage.getAnomalyScore()))
            .withSamples(stage.getAnomalySamples())
            .withColumns(ScoreNames.of(stage).names());
    return new Scores(stage, Scorer.of(model).with(scoring));
  }

  private static void requireTrainedColumns(VariationalAutoencoderModel stage) {
    FitSettings.requireOneOf(stage);
    if (stage.isSet(stage.inputCols()) && !stage.features().equals(List.of(stage.getInputCols()))) {
      throw ElboException.settings(
          "Cannot use inputCols %s: the model was trained on %s. Rename the columns, or put them into one and set featuresCol."
              .formatted(
                  Arrays.toString(stage.getInputCols()), ScoreNames.shown(stage.features())));
    }
  }

  /**
   * Adds the columns; nothing runs before they are used.
   *
   * @throws ElboException as {@link Scorer#score(Dataset)} does, and if a name is taken
   */
  Dataset<Row> addTo(Dataset<Row> rows) {
    ScoreNames.of(stage).requireNew(List.of(rows.columns()));
    Dataset<Row> scored =
        isPacked() ? scorer.score(rows, stage.getFeaturesCol()) : scorer.score(rows);
    int inputs = rows.columns().length;
    StructType schema = scored.schema();
    // The columns themselves: names may have dots, or differ in case only.
    Seq<Attribute> attributes = scored.queryExecution().analyzed().output();
    Column[] columns =
        IntStream.range(0, schema.size())
            .mapToObj(i -> column(attributes.apply(i), schema.apply(i), i >= inputs))
            .toArray(Column[]::new);
    return scored.select(columns);
  }

  private static Column column(Attribute attribute, StructField field, boolean isScore) {
    Column column = new Column(attribute);
    return isScore && field.dataType() instanceof ArrayType
        ? functions.array_to_vector(column).as(field.name())
        : column;
  }

  /**
   * The columns of {@link #addTo(Dataset)}.
   *
   * @throws ElboException as it does
   */
  StructType addTo(StructType rows) {
    ScoreNames.of(stage).requireNew(List.of(rows.fieldNames()));
    StructType scored =
        isPacked() ? scorer.schema(rows, stage.getFeaturesCol()) : scorer.schema(rows);
    StructType whole = rows;
    for (StructField field : List.of(scored.fields()).subList(rows.size(), scored.size())) {
      whole =
          field.dataType() instanceof ArrayType
              ? whole.add(field.name(), SQLDataTypes.VectorType())
              : whole.add(field);
    }
    return whole;
  }

  /** Whether the features are in one column, which may be named otherwise than in training. */
  private boolean isPacked() {
    return !stage.isSet(stage.inputCols())
        && !stage.features().equals(List.of(stage.getFeaturesCol()));
  }
}
