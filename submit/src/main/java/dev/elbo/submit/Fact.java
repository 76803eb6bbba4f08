package dev.elbo.submit;

/** What a line of spark-submit can say of the application that it started. */
enum Fact {
  /** How the manager calls it. */
  ID,
  /** How far it is, in the words of the manager. */
  STATE,
  /** How it ended, where the manager says so apart from the state. */
  OUTCOME,
  /** A page that shows it. */
  PAGE,
  /** Where its driver runs. */
  HOST
}
