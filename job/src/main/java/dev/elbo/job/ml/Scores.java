package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.job.score.Scorer;
import dev.elbo.store.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The scores of a model as the columns that a stage names. */
final class Scores {
  private static final Map<ScoreColumn, String> MADE =
      Map.of(
          ScoreColumn.LATENT, "latent",
          ScoreColumn.RECONSTRUCTION_LOG_PROBABILITY, "reconstruction",
          ScoreColumn.KL, "kl",
          ScoreColumn.ELBO, "elbo");

  private final VariationalAutoencoderModel stage;
  private final Scorer scorer;

  private Scores(VariationalAutoencoderModel stage, Scorer scorer) {
    this.stage = stage;
    this.scorer = scorer;
  }

  static Scores of(VariationalAutoencoderModel stage, Model model) {
    return new Scores(stage, Scorer.of(model));
  }

  /** Adds the columns; nothing runs before they are used. */
  Dataset<Row> addTo(Dataset<Row> rows) {
    Map<ScoreColumn, String> names = ScoreSchema.of(stage).names();
    Dataset<Row> scored = score(rows);
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(scored.col("`" + name.replace("`", "``") + "`"));
    }
    names.forEach(
        (column, name) -> {
          if (!MADE.containsKey(column)) {
            throw ElboException.settings("Cannot add [%s]: not yet. Wait.".formatted(name));
          }
          Column made = scored.col(MADE.get(column));
          boolean isVector = column.type().equals(SQLDataTypes.VectorType());
          columns.add((isVector ? functions.array_to_vector(made) : made).as(name));
        });
    return scored.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> score(Dataset<Row> rows) {
    if (stage.isSet(stage.inputCols())) {
      return scorer.score(rows);
    }
    String features = stage.getFeaturesCol();
    if (!rows.schema().apply(features).dataType().equals(SQLDataTypes.VectorType())) {
      return scorer.score(rows, features);
    }
    String array = stage.uid() + "_features";
    return scorer.score(
        rows.withColumn(array, functions.vector_to_array(rows.col(features), "float64")), array);
  }
}
