package dev.elbo.estimator.experiment;

import java.util.List;
import java.util.Optional;

/** The textbook experiments by name. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(new ToyNormal(), new ToyBernoulli(), new VarianceTable(), new Failures());

  private Experiments() {}

  /** All of them, in the order to read them. */
  public static List<Experiment> all() {
    return ALL;
  }

  /** The one of that name. */
  public static Optional<Experiment> named(String name) {
    return ALL.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
  }
}
