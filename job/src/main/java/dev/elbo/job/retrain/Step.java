package dev.elbo.job.retrain;

/** The places between which a run can be interrupted, in their order. */
enum Step {
  LEASE,
  RECOVERY,
  NEWS,
  CHECKS,
  HOLDOUT,
  SEED,
  TRAINING,
  SCORES,
  PROFILE,
  DECISION,
  VERSION,
  CHAMPION,
  RECORD,
  PRUNING;

  /** Whoever hears of it; crashes, in tests. */
  @FunctionalInterface
  interface Listener {
    /** A step is done. */
    void done(Step step);
  }
}
