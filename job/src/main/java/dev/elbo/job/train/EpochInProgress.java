package dev.elbo.job.train;

import dev.elbo.job.failure.ClusterWatch;

/** Tells the watch which epoch it is that a failure of the cluster ends. */
record EpochInProgress(ClusterWatch watch) implements TrainingListener {
  @Override
  public void onStart(int completed, int epochs) {
    watch.doing("finish epoch [%d]".formatted(completed + 1));
  }

  @Override
  public void onEpoch(EpochEnd end) {
    watch.doing("finish epoch [%d]".formatted(end.metrics().epoch() + 1));
  }
}
