package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.feature.TableProfile;
import dev.elbo.settings.DataSettings.Missing;
import dev.elbo.store.Json;
import dev.elbo.store.NumberedFiles;
import dev.elbo.store.WholeDirectory;
import dev.elbo.store.WholeFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * holdout/00000001/: rows as they came, in Parquet, on which all models with these columns are
 * compared; frozen once. Other columns make another generation.
 */
final class FrozenHoldout {
  /** A column that no two of its rows share. */
  static final String ORDER = "elbo_holdout_row";

  /** The gate compares no fewer. */
  private static final long LEAST = 30;

  private static final int VERSION = 1;

  private final SparkSession spark;
  private final Path folder;
  private final Facts facts;

  /**
   * _holdout.json.
   *
   * @param columns the features
   * @param chosen the columns that hold the features, whose content says which rows are in it
   * @param fraction of the rows
   * @param rows that were frozen
   */
  private record Facts(
      int formatVersion,
      RowColumns columns,
      List<String> chosen,
      double fraction,
      long rows,
      Instant frozen) {}

  private FrozenHoldout(SparkSession spark, Path folder, Facts facts) {
    this.spark = spark;
    this.folder = folder;
    this.facts = facts;
  }

  /** The generation with the highest number, if there is one. */
  static Optional<FrozenHoldout> newest(SparkSession spark, Path holdout) {
    long number = generations(spark, holdout);
    return number == 0 ? Optional.empty() : Optional.of(open(spark, holdout, number));
  }

  private static FrozenHoldout open(SparkSession spark, Path holdout, long number) {
    Path folder = new Path(holdout, NumberedFiles.name(number));
    WholeFile file = file(spark, folder);
    return new FrozenHoldout(
        spark, folder, Json.fromDocument(file.read(), Facts.class, file.path(), VERSION));
  }

  private static WholeFile file(SparkSession spark, Path folder) {
    return new WholeFile(hadoop(spark), new Path(folder, "_holdout.json"));
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  private static long generations(SparkSession spark, Path holdout) {
    long number = 0;
    while (file(spark, new Path(holdout, NumberedFiles.name(number + 1))).exists()) {
      number++;
    }
    return number;
  }

  /**
   * Freezes the next generation.
   *
   * @param rows all that there are, with all their columns
   * @param missing what training does about missing cells: where it takes no such rows, none of
   *     them is frozen
   * @param fence throws if nothing may be frozen any more
   * @throws ElboException (data) if too few of them fall into the fraction
   */
  static FrozenHoldout freeze(
      SparkSession spark,
      Path holdout,
      Dataset<Row> rows,
      TableProfile profile,
      HoldoutRows choice,
      Missing missing,
      Runnable fence) {
    long number = generations(spark, holdout) + 1;
    Path folder = new Path(holdout, NumberedFiles.name(number));
    Dataset<Row> frozen =
        choice
            .in(isWhole(missing) ? rows.na().drop(choice.features().toArray(String[]::new)) : rows)
            .withColumn(ORDER, functions.monotonically_increasing_id());
    new WholeDirectory(hadoop(spark), folder)
        .publish(
            inside -> {
              frozen.write().mode("append").parquet(inside.toString());
              long count = spark.read().schema(frozen.schema()).parquet(inside.toString()).count();
              if (count < LEAST) {
                throw ElboException.data(
                    "Cannot freeze a holdout: of [%d] rows [%d] fall into elbo.retrain.holdout-fraction [%s], and a comparison needs [%d]. Give more rows, or raise the fraction."
                        .formatted(profile.rows(), count, choice.fraction(), LEAST));
              }
              Facts facts =
                  new Facts(
                      VERSION,
                      RowColumns.of(profile),
                      choice.features(),
                      choice.fraction(),
                      count,
                      Instant.now());
              file(spark, inside).write(Json.toDocument(facts));
              fence.run();
            });
    return open(spark, holdout, number);
  }

  private static boolean isWhole(Missing missing) {
    return missing == Missing.ERROR || missing == Missing.DROP;
  }

  /** Whether rows like these have its columns. */
  boolean fits(RowColumns columns) {
    return facts.columns().equals(columns);
  }

  /** Which rows may never be trained on. */
  HoldoutRows choice() {
    return new HoldoutRows(facts.chosen(), facts.fraction());
  }

  /** The rows. */
  Dataset<Row> rows() {
    return spark.read().parquet(folder.toString());
  }

  /** Its number. */
  String generation() {
    return folder.getName();
  }

  /** For people. */
  String summary() {
    return "holdout [%s] of [%d] rows, on which all models with these columns are compared."
        .formatted(folder, facts.rows());
  }
}
