package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.job.train.Progress;
import dev.elbo.job.train.TrainingRun;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.store.RunDirectory;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One training of a stage on a DataFrame, in a folder that is kept or not. */
final class Fit {
  private final SparkSession spark;
  private final Dataset<Row> rows;
  private final TemporaryFolder folder;
  private final ResolvedSettings resolved;

  private Fit(
      SparkSession spark, Dataset<Row> rows, TemporaryFolder folder, ResolvedSettings resolved) {
    this.spark = spark;
    this.rows = rows;
    this.folder = folder;
    this.resolved = resolved;
  }

  /** Settles what is trained; creates nothing. */
  static Fit of(VariationalAutoencoder stage, Dataset<Row> rows) {
    SparkSession spark = rows.sparkSession();
    TemporaryFolder folder = TemporaryFolder.of(spark.sparkContext());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return new Fit(
        spark, rows, folder, FitSettings.resolve(stage, hadoop, folder.path().toString()));
  }

  /**
   * Trains.
   *
   * @throws ElboException if anything is wrong
   */
  TrainedModel run() {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try {
      Progress.RunResult result = TrainingRun.fit(spark, resolved, rows, new LogProgress());
      String dir = resolved.settings().output().dir();
      TrainedModel trained =
          TrainedModel.read(hadoop, new RunDirectory(hadoop, dir, result.runId()).path());
      return folder.path().toString().equals(dir) ? trained : trained.in(result.directory());
    } finally {
      folder.delete(hadoop);
    }
  }

  /** Gives a model the params that say what was trained, wherever it was set. */
  void adopt(VariationalAutoencoderModel model) {
    model.table().adopt(resolved.values(), List.of("outputDir"));
    List<String> columns = resolved.settings().data().columns();
    if (!model.isSet(model.inputCols()) && !model.isSet(model.featuresCol())) {
      adoptColumns(model, columns);
    }
  }

  private static void adoptColumns(VariationalAutoencoderModel model, List<String> columns) {
    List<String> features = model.features();
    if (columns.isEmpty() || features.equals(columns)) {
      model.set(model.inputCols(), features.toArray(String[]::new));
    } else {
      model.setFeaturesCol(columns.get(0));
    }
  }
}
