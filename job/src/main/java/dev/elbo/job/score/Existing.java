package dev.elbo.job.score;

/** What becomes of an output that is there. */
public enum Existing {
  /** It is an error. */
  KEEP,
  /** It is replaced when its successor is whole. */
  REPLACE
}
