package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.data.SourceTable;
import dev.elbo.settings.DataSettings;
import dev.elbo.settings.RetrainSettings.Watermark;
import dev.elbo.store.DecisionRecord.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
   * @throws ElboException (settings) if the data does not have what it looks at
   */
  static Arrivals of(SparkSession spark, DataSettings data, Watermark watermark, Clock clock) {
    return switch (watermark.by()) {
      case MODIFIED -> {
        if (data.format().isNamed()) {
          throw ElboException.settings(
              "Cannot tell what is new in [%s]: elbo.retrain.watermark.by is [modified], and a table has no files. Set it to partition or snapshot."
                  .formatted(data.path()));
        }
        yield new ModifiedFiles(spark, data, watermark.settle(), clock);
      }
      case PARTITION -> partitions(spark, data, watermark, clock);
      case SNAPSHOT -> new TableSnapshots(spark, data, watermark.settle(), clock);
    };
  }

  /** Of files in folders named column=value, else of a column. */
  private static Arrivals partitions(
      SparkSession spark, DataSettings data, Watermark watermark, Clock clock) {
    String column = watermark.column().orElseThrow();
    if (!data.format().isNamed()) {
      List<FileStatus> files = SourceTable.files(spark, data);
      if (files.stream().allMatch(file -> FilePartitions.value(file, column).isPresent())) {
        return new FilePartitions(spark, data, column, watermark.settle(), clock);
      }
    }
    return new ColumnPartitions(spark, data, column);
  }
}
