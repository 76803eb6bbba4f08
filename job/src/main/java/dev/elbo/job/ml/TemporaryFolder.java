package dev.elbo.job.ml;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run lies that nobody asked to keep: below Spark's checkpoint directory if there is one,
 * which all executors reach, else in the driver's folder for temporary files.
 *
 * @param path it need not exist
 */
record TemporaryFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  static TemporaryFolder of(SparkContext spark) {
    Path parent =
        spark.getCheckpointDir().isDefined()
            ? new Path(spark.getCheckpointDir().get())
            : new Path(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")).toUri());
    return new TemporaryFolder(new Path(parent, "elbo-" + UUID.randomUUID()));
  }

  /** What cannot be deleted is left: the run is done. */
  void delete(Configuration hadoop) {
    try {
      path.getFileSystem(hadoop).delete(path, true);
    } catch (IOException e) {
      LOG.warn("Could not delete [{}]: [{}].", path, e.getMessage());
    }
  }
}
