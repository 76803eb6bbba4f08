package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.RetrainSettings.Watermark;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;

/** How a run knows what is new. */
interface Arrivals {

  /**
   * Looks.
   *
   * @param last how far the run before went, if there was one
   * @param asked the part that this run is told to train on
   */
  News look(Optional<Snapshot> last, Range asked);

  /**
   * The way that the settings choose.
   *
   * @param known the files that a snapshot of the run before stands for, if they are known
   * @throws ElboException (settings) if the data does not have what it looks at
   */
  static Arrivals of(
      SparkSession spark,
      DataSettings data,
      Watermark watermark,
      Clock clock,
      Function<Snapshot, Optional<Listing>> known) {
    Settling settling = new Settling(watermark.settle(), clock);
    return switch (watermark.by()) {
      case MODIFIED -> {
        if (data.format().isNamed()) {
          throw ElboException.settings(
              "Cannot tell what is new in [%s]: elbo.retrain.watermark.by is [modified], and a table has no files. Set it to partition or snapshot."
                  .formatted(data.path()));
        }
        yield new ModifiedFiles(spark, data, settling, known);
      }
      case PARTITION -> partitions(spark, data, watermark, settling, known);
      case SNAPSHOT -> new TableSnapshots(spark, data, watermark.settle(), clock);
    };
  }

  /** Of files in folders named column=value, else of a column. */
  private static Arrivals partitions(
      SparkSession spark,
      DataSettings data,
      Watermark watermark,
      Settling settling,
      Function<Snapshot, Optional<Listing>> known) {
    String column = watermark.column().orElseThrow();
    if (!data.format().isNamed()) {
      List<FileStatus> files = SourceTable.files(spark, data);
      if (files.stream().allMatch(file -> FilePartitions.value(file, column).isPresent())) {
        return new FilePartitions(spark, data, column, settling, known);
      }
    }
    return new ColumnPartitions(spark, data, column);
  }
}
