package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.job.data.DataTable;
import dev.elbo.registry.ModelAddress;
import dev.elbo.settings.DataSettings;
import dev.elbo.store.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores data into a table: a partition after the other, streaming, each row with its columns and
 * its scores.
 *
 * @param model where the model is, as {@link dev.elbo.registry.ModelAddress} finds it; absolute or
 *     a URI
 * @param data what to score
 * @param features the column with all features, where one has them under a name of its own
 * @param asked columns, score, samples, seed and threshold, where they are not the model's own
 * @param output where the rows go
 */
public record ScoreRun(
    String model,
    DataSettings data,
    Optional<String> features,
    ScoringChoice asked,
    TableOutput output) {

  /**
   * Scores.
   *
   * @throws ElboException if anything is wrong; the output is then as it was
   */
  public void run(SparkSession spark, JobProgress progress) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    output.requireFree(hadoop);
    Model read = ModelAddress.read(hadoop, model);
    Scorer scorer = Scorer.of(read).with(asked.scoring(read.metadata()));
    DataTable table = DataTable.open(spark, data, read.metadata().schema());
    Optional<String> packed = features.isPresent() ? features : table.packed();
    Dataset<Row> scored =
        packed
            .map(column -> scorer.score(table.rows(), column))
            .orElseGet(() -> scorer.score(table.rows()));
    long started = System.nanoTime();
    WatchedJob.run(
        spark,
        progress,
        "score the rows",
        () -> {
          write(hadoop, scored);
          return null;
        });
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("output", output.display());
    facts.put("columns", List.copyOf(scorer.scoring().columns().values()));
    facts.put("seconds", (System.nanoTime() - started) / 1e9);
    progress.onEnd(facts, "scores  " + output.display());
  }

  private void write(Configuration hadoop, Dataset<Row> scored) {
    try {
      output.write(hadoop, scored);
    } catch (Throwable e) { // Scala throws checked exceptions without declaring them
      Optional<ElboException> unreadable = DataTable.unreadable(data, e);
      if (unreadable.isPresent()) {
        throw unreadable.get();
      }
      throw e;
    }
  }
}
