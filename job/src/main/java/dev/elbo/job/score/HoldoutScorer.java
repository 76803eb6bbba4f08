package dev.elbo.job.score;

import dev.elbo.feature.Preparation;
import dev.elbo.gate.HoldoutScores;
import dev.elbo.store.Model;
import dev.elbo.store.ModelMetadata;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Scores models on the same rows, so that they can be compared row by row: with the same noise, the
 * same anomaly score, and densities, those in anomaly scores too, in the units of the data. Each
 * model scales columns in its own way, and where x' = (x - shift) factor, log p(x) = log p(x') +
 * log factor; so a model that was trained on wider data gets no better by that alone. Of columns
 * with a map of their own (log, quantile) the slope of the map is left out, which is the same for
 * both unless quantiles moved.
 */
public final class HoldoutScorer {
  private static final String ELBO = "elbo_gate_elbo";
  private static final String ANOMALY = "elbo_gate_anomaly";

  /** Of the noise; another seed than that of any training says nothing else. */
  private static final long SEED = 0;

  private final Dataset<Row> rows;
  private final String order;
  private final Scoring scoring;

  /**
   * A scorer of models on some rows.
   *
   * @param rows that have the columns of all models; the driver holds two numbers of each
   * @param order a column that no two rows share
   * @param challenger whose anomaly score all are asked for
   */
  public HoldoutScorer(Dataset<Row> rows, String order, ModelMetadata challenger) {
    this.rows = rows;
    this.order = order;
    this.scoring =
        Scoring.of(challenger)
            .withColumns(Map.of(ScoreColumn.ELBO, ELBO, ScoreColumn.ANOMALY_SCORE, ANOMALY))
            .withSeed(SEED);
  }

  /**
   * The scores of a model, row by row.
   *
   * @throws dev.elbo.ElboException (data) if a column is missing, (settings) if its likelihood
   *     knows no such anomaly score
   */
  public HoldoutScores score(Model model) {
    Scorer scorer = Scorer.of(model).with(scoring);
    Dataset<Row> scored = scorer.score(rows);
    Column scale = scale(scored, model);
    Column elbo = scored.col(ELBO).plus(scale);
    // A deviance is the difference of two densities: its unit is none.
    Column anomaly =
        scoring.anomaly() == AnomalyScore.DEVIANCE
            ? scored.col(ANOMALY)
            : scored.col(ANOMALY).minus(scale);
    List<Row> found =
        scored.select(scored.col(order), elbo, anomaly).orderBy(scored.col(order)).collectAsList();
    double[] elbos = found.stream().mapToDouble(row -> row.getDouble(1)).toArray();
    double[] anomalies = found.stream().mapToDouble(row -> row.getDouble(2)).toArray();
    Measured measured = EvaluateRun.measured(scorer, rows, Optional.empty(), 1);
    int latents = scorer.network().architecture().posterior().latents();
    return new HoldoutScores(elbos, anomalies, measured.activeUnits(latents, ElboSums.ACTIVE));
  }

  /** What makes the log density of what the network sees one of the data. */
  private static Column scale(Dataset<Row> scored, Model model) {
    ModelMetadata metadata = model.metadata();
    Preparation preparation = metadata.preparation();
    Likelihood likelihood = dev.elbo.store.SavedNetwork.of(model).architecture().likelihood();
    double constant = 0;
    Column ofRow = functions.lit(0.0);
    for (int i = 0; i < preparation.columns(); i++) {
      double factor = preparation.scaling().factor().get(i);
      if (law(likelihood, i).support() != Support.REAL || !(factor > 0)) {
        continue;
      }
      String name = metadata.schema().columns().get(i);
      boolean isColumn = List.of(scored.columns()).contains(name);
      if (preparation.missing() == Preparation.Missing.KEPT && isColumn) {
        Column cell = scored.col("`" + name.replace("`", "``") + "`");
        ofRow = ofRow.plus(functions.when(cell.isNull(), 0.0).otherwise(Math.log(factor)));
      } else {
        constant += Math.log(factor);
      }
    }
    return ofRow.plus(constant);
  }

  private static ColumnLikelihood law(Likelihood likelihood, int column) {
    return likelihood instanceof Mixed mixed
        ? mixed.columns().get(column)
        : (ColumnLikelihood) likelihood;
  }
}
