package dev.elbo.job.train;

/**
 * Asks at the end of every epoch, before anything of it is kept, whether the folder of the run is
 * still this process's to write to.
 *
 * @param fence throws if it is not
 */
record Fenced(Runnable fence) implements TrainingListener {
  @Override
  public void onEpoch(EpochEnd end) {
    fence.run();
  }
}
