package dev.elbo.job.train;

import dev.elbo.optim.StepRule;
import dev.elbo.optim.averaging.Averaging;
import dev.elbo.optim.averaging.ElasticAveraging;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.store.ShardStates;
import dev.elbo.store.ShardStates.Point;
import dev.elbo.store.ShardStates.ShardState;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What shards keep for themselves between rounds: the moments under {@link Moments#LOCAL}, the
 * model under {@link ElasticAveraging}, nothing else. It lies in files by the number of the shard
 * and not in executors, so a lost one takes nothing along and no old round is ever run again.
 */
final class ShardMemory implements Serializable {
  private static final long serialVersionUID = 1;
  private static final float[] NONE = {};

  private final Averaging averaging;
  private final String directory;
  private final String runId;
  private final Broadcast<SerializableConfiguration> hadoop;

  private ShardMemory(
      Averaging averaging,
      String directory,
      String runId,
      Broadcast<SerializableConfiguration> hadoop) {
    this.averaging = averaging;
    this.directory = directory;
    this.runId = runId;
    this.hadoop = hadoop;
  }

  /** The memory that an averaging needs, in a directory that all executors can write to. */
  static ShardMemory of(JavaSparkContext spark, Averaging averaging, Path directory, String runId) {
    Broadcast<SerializableConfiguration> hadoop =
        isNeeded(averaging)
            ? spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()))
            : null;
    return new ShardMemory(averaging, directory.toString(), runId, hadoop);
  }

  /** True if shards keep anything. */
  static boolean isNeeded(Averaging averaging) {
    return averaging.moments() == Moments.LOCAL || averaging.outer() instanceof ElasticAveraging;
  }

  /** Model and moments that a shard starts a round from. */
  ShardState start(RoundStart round, int shard) {
    boolean isLocal = averaging.moments() == Moments.LOCAL;
    if (hadoop == null) {
      return new ShardState(round.parameters(), round.moments());
    }
    if (round.at().equals(new Point(0, 0))) {
      int length = StepRule.momentCount(averaging.optimizer(), round.parameters().length);
      return new ShardState(round.parameters(), isLocal ? new float[length] : round.moments());
    }
    ShardState kept = states().read(round.at(), shard);
    return new ShardState(
        averaging.outer() instanceof ElasticAveraging ? kept.parameters() : round.parameters(),
        isLocal ? kept.moments() : round.moments());
  }

  /** Keeps what is the shard's own after a round; returns the moments that are to be combined. */
  float[] end(RoundStart round, int shard, ShardState after) {
    if (hadoop == null) {
      return after.moments();
    }
    boolean isLocal = averaging.moments() == Moments.LOCAL;
    float[] model =
        averaging.outer() instanceof ElasticAveraging elastic
            ? elastic.pulled(after.parameters(), round.parameters())
            : NONE;
    states().write(round.next(), shard, new ShardState(model, isLocal ? after.moments() : NONE));
    return isLocal ? NONE : after.moments();
  }

  private ShardStates states() {
    return new ShardStates(hadoop.value().value(), new Path(directory), runId);
  }
}
