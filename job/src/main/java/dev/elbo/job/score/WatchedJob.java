package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.job.failure.ClusterWatch;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Runs a job of Spark's with its progress told and its failures explained. */
final class WatchedJob {
  private WatchedJob() {}

  /**
   * Runs.
   *
   * @param doing what cannot be done if it fails, such as {@code score the rows}
   * @throws ElboException in place of what Spark throws when the cluster fails
   */
  static <T> T run(SparkSession spark, JobProgress progress, String doing, Supplier<T> job) {
    TaskCount count = TaskCount.of(spark.sparkContext(), progress);
    try (ClusterWatch watch = ClusterWatch.of(spark.sparkContext(), progress::note)) {
      watch.doing(doing);
      return watch.explaining(job);
    } finally {
      count.close();
    }
  }
}
