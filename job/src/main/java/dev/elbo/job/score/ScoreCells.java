package dev.elbo.job.score;

import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.RowScore;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.ScoreRequest;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes the cells of score columns, in Spark's representation, of what a network computed. */
final class ScoreCells implements Serializable {
  private static final long serialVersionUID = 1;

  private final ScoreColumn[] columns;
  private final String[] names;
  private final AnomalyScore anomaly;
  private final int samples;
  private final double threshold;
  private final int latents;
  private final DataCells data;

  /**
   * The cells of some columns.
   *
   * @param wanted of the columns of the scoring
   * @param latents the size of z
   * @param data of what is in the units of the data
   */
  ScoreCells(Scoring scoring, List<ScoreColumn> wanted, int latents, DataCells data) {
    this.columns = wanted.toArray(ScoreColumn[]::new);
    this.names = wanted.stream().map(scoring.columns()::get).toArray(String[]::new);
    this.anomaly = scoring.anomaly();
    this.samples = scoring.samples();
    this.threshold = scoring.threshold().orElse(Double.NaN);
    this.latents = latents;
    this.data = data;
  }

  /** What has to be computed. */
  ScoreRequest request() {
    Set<RowScore> needed =
        Arrays.stream(columns)
            .flatMap(column -> column.needed(anomaly).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RowScore.class)));
    return new ScoreRequest(needed, samples);
  }

  /** The columns as Spark has them. */
  StructType schema() {
    StructType schema = new StructType();
    for (int i = 0; i < columns.length; i++) {
      schema = schema.add(names[i], type(columns[i]), false);
    }
    return schema;
  }

  private DataType type(ScoreColumn column) {
    return switch (column) {
      case RECONSTRUCTION_LOG_PROBABILITY, KL, ELBO, LOG_LIKELIHOOD, ANOMALY_SCORE ->
          DataTypes.DoubleType;
      case ANOMALY -> DataTypes.BooleanType;
      case LATENT, LATENT_VARIANCE, CONTRIBUTION ->
          DataTypes.createArrayType(DataTypes.DoubleType, false);
      case RECONSTRUCTION, SAMPLE ->
          data.areDoubles()
              ? DataTypes.createArrayType(DataTypes.DoubleType, false)
              : data.schema();
    };
  }

  /** The cells of a row of a batch. */
  InternalRow of(RowScores scores, int row) {
    Object[] cells = new Object[columns.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(columns[i], scores, row);
    }
    return new GenericInternalRow(cells);
  }

  private Object cell(ScoreColumn column, RowScores scores, int row) {
    return switch (column) {
      case LATENT -> array(RowScores.of(row, scores.centers(), latents));
      case LATENT_VARIANCE -> array(RowScores.of(row, scores.variances(), latents));
      case RECONSTRUCTION -> features(RowScores.of(row, scores.means(), data.count()));
      case RECONSTRUCTION_LOG_PROBABILITY -> scores.reconstruction()[row];
      case KL -> scores.kl()[row];
      case ELBO -> scores.elbo(row);
      case LOG_LIKELIHOOD -> scores.logLikelihood()[row];
      case ANOMALY_SCORE -> anomaly.of(scores, row);
      // A row without a score is stranger than any.
      case ANOMALY -> !(anomaly.of(scores, row) <= threshold);
      case CONTRIBUTION -> array(RowScores.of(row, scores.contributions(), data.count()));
      case SAMPLE -> features(RowScores.of(row, scores.draws(), data.count()));
    };
  }

  private Object features(double[] seen) {
    if (!data.areDoubles()) {
      Object[] cells = new Object[seen.length];
      for (int j = 0; j < cells.length; j++) {
        cells[j] = data.cell(j, seen[j]);
      }
      return new GenericInternalRow(cells);
    }
    for (int j = 0; j < seen.length; j++) {
      seen[j] = data.number(j, seen[j]);
    }
    return array(seen);
  }

  private static UnsafeArrayData array(double[] values) {
    return UnsafeArrayData.fromPrimitiveArray(values);
  }
}
