package dev.elbo.job.train;

import dev.elbo.vae.Nd4jRuntime;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;

/** Loads the native libraries while the data is read, where the driver is the one to train. */
final class WarmUp {
  private final CompletableFuture<Void> loading;

  private WarmUp(CompletableFuture<Void> loading) {
    this.loading = loading;
  }

  static WarmUp start(SparkSession spark) {
    return new WarmUp(
        spark.sparkContext().isLocal()
            ? CompletableFuture.runAsync(Nd4jRuntime::start)
            : CompletableFuture.completedFuture(null));
  }

  /** Waits, so that tasks do not load the same classes at once. */
  void await() {
    loading.join();
  }
}
