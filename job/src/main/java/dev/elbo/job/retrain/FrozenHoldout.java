package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.feature.TableProfile;
import dev.elbo.store.Failures;
import dev.elbo.store.Json;
import dev.elbo.store.NumberedFiles;
import dev.elbo.store.Storage;
import dev.elbo.store.WholeDirectory;
import dev.elbo.store.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
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
  private static final Pattern NUMBER = Pattern.compile("[0-9]{8,18}");

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

  /**
   * The generation with the highest number, if there is one.
   *
   * @throws ElboException (data) if rows of it are gone
   */
  static Optional<FrozenHoldout> newest(SparkSession spark, Path holdout) {
    long number = highest(spark, holdout);
    return number == 0 ? Optional.empty() : Optional.of(open(spark, holdout, number));
  }

  private static FrozenHoldout open(SparkSession spark, Path holdout, long number) {
    Path folder = new Path(holdout, NumberedFiles.name(number));
    WholeFile file = file(spark, folder);
    FrozenHoldout opened =
        new FrozenHoldout(
            spark, folder, Json.fromDocument(file.read(), Facts.class, file.path(), VERSION));
    opened.requireAllRows();
    return opened;
  }

  private void requireAllRows() {
    long count = rows().count();
    if (count != facts.rows()) {
      throw ElboException.data(
          "Cannot compare on holdout [%s]: it has [%d] of the [%d] rows that were frozen. Restore its files, or move the folder away to have another one frozen."
              .formatted(folder, count, facts.rows()));
    }
  }

  private static WholeFile file(SparkSession spark, Path folder) {
    return new WholeFile(hadoop(spark), new Path(folder, "_holdout.json"));
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  private static long highest(SparkSession spark, Path holdout) {
    try {
      return Arrays.stream(Storage.of(hadoop(spark), holdout).listStatus(holdout))
          .map(FileStatus::getPath)
          .filter(folder -> NUMBER.matcher(folder.getName()).matches())
          .filter(folder -> file(spark, folder).exists())
          .mapToLong(folder -> Long.parseLong(folder.getName()))
          .max()
          .orElse(0);
    } catch (FileNotFoundException e) {
      return 0;
    } catch (IOException e) {
      throw Failures.cannotRead(holdout, e);
    }
  }

  /**
   * Freezes the next generation.
   *
   * @param after a number that was used already: what was measured on one generation must not count
   *     for another
   * @param rows all that may be in it, with all their columns
   * @param profile of all that there are
   * @param fence throws if nothing may be frozen any more
   * @throws ElboException (data) if too few of them fall into the fraction
   */
  static FrozenHoldout freeze(
      SparkSession spark,
      Path holdout,
      long after,
      Dataset<Row> rows,
      TableProfile profile,
      HoldoutRows choice,
      Runnable fence) {
    long number = Math.max(after, highest(spark, holdout)) + 1;
    Path folder = new Path(holdout, NumberedFiles.name(number));
    Dataset<Row> frozen =
        choice.in(rows).withColumn(ORDER, functions.monotonically_increasing_id());
    AtomicLong count = new AtomicLong();
    new WholeDirectory(hadoop(spark), folder)
        .publish(
            inside -> {
              frozen.write().mode("append").parquet(inside.toString());
              count.set(spark.read().schema(frozen.schema()).parquet(inside.toString()).count());
              if (count.get() < LEAST) {
                throw ElboException.data(
                    "Cannot freeze a holdout: of [%d] rows [%d] fall into elbo.retrain.holdout-fraction [%s], and a comparison needs [%d]. Give more rows, or raise the fraction."
                        .formatted(profile.rows(), count.get(), choice.fraction(), LEAST));
              }
              fence.run();
            });
    Facts facts =
        new Facts(
            VERSION,
            RowColumns.of(profile),
            choice.features(),
            choice.fraction(),
            count.get(),
            Instant.now());
    // Object stores rename file by file, so what makes it count comes when all are there.
    file(spark, folder).write(Json.toDocument(facts));
    return open(spark, holdout, number);
  }

  /** Whether rows like these have its columns. */
  boolean fits(RowColumns columns) {
    return facts.columns().equals(columns);
  }

  /** Whether no cell of it is missing. */
  boolean isWhole() {
    return choice().whole(rows()).count() == facts.rows();
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
