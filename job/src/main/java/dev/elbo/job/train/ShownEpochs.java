package dev.elbo.job.train;

import dev.elbo.job.live.ShownRun;

/** Tells those who watch the run in Spark where training is. */
record ShownEpochs(ShownRun run, AveragingPlan plan, int epochs) implements TrainingListener {
  @Override
  public void onStart(int completed, int of) {
    run.started(completed, of);
    next(completed);
  }

  @Override
  public void onRound(RoundEnd end) {
    run.round(end.round(), end.rounds(), end.epochs(), end.memory());
    if (end.round() < end.rounds()) {
      round(end.at().epoch() + 1, end.round() + 1, end.rounds());
    } else {
      run.doing("validation of epoch " + end.at().epoch());
    }
  }

  @Override
  public void onRollback(Rollback rollback) {
    run.rollback(rollback.epoch());
    next(rollback.epoch());
  }

  @Override
  public void onEpoch(EpochEnd end) {
    run.epoch(end.metrics());
    next(end.metrics().epoch());
  }

  private void next(int completed) {
    if (completed < epochs) {
      round(completed + 1, 1, plan.rounds(completed + 1).size());
    }
  }

  private void round(int epoch, int round, int rounds) {
    run.doing("epoch %d of %d, round %d of %d".formatted(epoch, epochs, round, rounds));
  }
}
