package dev.elbo.estimator.experiment;

/** One of the textbook experiments. */
public interface Experiment {

  /** Its name on the command line, such as {@code toy-normal}. */
  String name();

  /** One line for a list. */
  String summary();

  /** Runs it. */
  Findings run(Run run);
}
