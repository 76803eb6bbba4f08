package dev.elbo.job.train;

/** A fake of a crash: the loop ends where a listener throws, with the checkpoint written. */
record DiesAfter(int epoch) implements Progress {
  @Override
  public void onEpoch(EpochEnd end) {
    if (end.metrics().epoch() == epoch) {
      throw new IllegalStateException("the driver died");
    }
  }

  @Override
  public void note(String message) {}

  @Override
  public void onEnd(RunResult result) {}
}
