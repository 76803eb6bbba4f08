package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.job.data.DataTable;
import dev.elbo.registry.ModelAddress;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.Model;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Measures how well a model explains data, and how well it finds anomalies that are known.
 *
 * @param model where the model is, as {@link dev.elbo.registry.ModelAddress} finds it; absolute or
 *     a URI
 * @param data what to measure on
 * @param features the column with all features, where one has them under a name of its own
 * @param asked score, samples, seed and threshold, where they are not the model's own
 * @param samples of the importance-weighted bound
 * @param known which rows are anomalies, if that is known
 */
public record EvaluateRun(
    String model,
    DataSettings data,
    Optional<String> features,
    ScoringChoice asked,
    int samples,
    Optional<KnownAnomalies> known) {
  private static final String TRUTH = "elbo_truth";
  private static final String SCORE = "elbo_score";

  /**
   * Measures.
   *
   * @throws ElboException if anything is wrong
   */
  public void run(SparkSession spark, JobProgress progress) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Model read = ModelAddress.read(hadoop, model);
    Scorer scorer = Scorer.of(read).with(asked.scoring(read.metadata()));
    DataTable table = DataTable.open(spark, data, read.metadata().schema());
    Optional<String> packed = features.isPresent() ? features : table.packed();
    known.ifPresent(anomalies -> requireColumn(table.rows().schema(), anomalies.column()));
    Measured measured =
        job(
            spark,
            progress,
            "measure the rows",
            () -> measured(scorer, table.rows(), packed, samples));
    if (measured.rows() == 0) {
      throw ElboException.data(
          "Cannot evaluate the model: the data has [0] rows. Give rows to measure it on.");
    }
    Optional<Detection> detection =
        known.map(
            anomalies ->
                job(
                    spark,
                    progress,
                    "rank the rows by their anomaly scores",
                    () -> detection(scorer, table.rows(), packed, anomalies)));
    Architecture architecture = scorer.network().architecture();
    Evaluation evaluation =
        new Evaluation(
            measured,
            measured.activeUnits(architecture.posterior().latents(), ElboSums.ACTIVE),
            architecture.posterior().latents(),
            scorer.scoring(),
            samples,
            detection);
    progress.onEnd(evaluation.facts(), evaluation.text());
  }

  private <T> T job(SparkSession spark, JobProgress progress, String doing, Supplier<T> job) {
    return WatchedJob.run(
        spark,
        progress,
        doing,
        () -> {
          try {
            return job.get();
          } catch (Throwable e) { // Scala throws checked exceptions without declaring them
            Optional<ElboException> unreadable = DataTable.unreadable(data, e);
            if (unreadable.isPresent()) {
              throw unreadable.get();
            }
            throw e;
          }
        });
  }

  /** Sums over the rows, in one job. */
  static Measured measured(Scorer scorer, Dataset<Row> rows, Optional<String> packed, int samples) {
    Features where = scorer.features(rows.schema(), packed);
    Column[] columns =
        where.columns().stream()
            .map(name -> rows.col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    Dataset<Row> selected = rows.select(columns);
    Broadcast<float[]> parameters = scorer.broadcast(rows.sparkSession());
    Architecture architecture = scorer.network().architecture();
    RowReader reader =
        new RowReader(
            selected.schema(),
            where.in(selected.schema()),
            scorer.preparation(),
            architecture.likelihood());
    Measuring task = new Measuring(architecture, parameters, reader, scorer.scoring(), samples);
    return selected
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(part -> List.of(task.measure(part)).iterator())
        .treeAggregate(
            new Measured(architecture.posterior().inputs()), Measured::add, Measured::add);
  }

  /** Row by row, by falling score: the driver holds a partition of them. */
  private static Detection detection(
      Scorer scorer, Dataset<Row> rows, Optional<String> packed, KnownAnomalies known) {
    Scorer ranking =
        scorer.with(scorer.scoring().withColumns(Map.of(ScoreColumn.ANOMALY_SCORE, SCORE)));
    Dataset<Row> truths = rows.withColumn(TRUTH, Truth.of(rows, known));
    Dataset<Row> scored =
        packed
            .map(column -> ranking.score(truths, column))
            .orElseGet(() -> ranking.score(truths))
            .select(functions.col(SCORE), functions.col(TRUTH).cast("int"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row all = scored.agg(functions.count(SCORE), functions.sum(TRUTH)).first();
      long positives = all.isNullAt(1) ? 0 : all.getLong(1);
      var counter =
          new Detection.Counter(
              scorer.scoring().threshold().orElse(Double.NaN),
              positives,
              all.getLong(0) - positives);
      Iterator<Row> ranked = scored.orderBy(functions.col(SCORE).desc()).toLocalIterator();
      while (ranked.hasNext()) {
        Row row = ranked.next();
        counter.add(row.getDouble(0), row.getInt(1) == 1);
      }
      return counter.result();
    } finally {
      scored.unpersist();
    }
  }

  private static void requireColumn(StructType schema, String column) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(column)) {
      throw ElboException.data(
          "Cannot find the column [%s] of --label: the data has %s. Name one of them."
              .formatted(column, RowText.shown(names)));
    }
  }
}
