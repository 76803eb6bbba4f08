package dev.elbo.submit;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the verbs share: their options, and the advice before the driver starts. */
abstract class Verb implements Callable<Integer> {
  protected final Surroundings around;

  @Mixin protected Options options = new Options();

  Verb(Surroundings around) {
    this.around = around;
  }

  protected final void advise() {
    if (!options.quiet()) {
      Threads.advice(around.environment()).forEach(a -> around.err().println("elbo: " + a));
    }
  }

  /** Runs a driver that writes for people. */
  protected final int run(Launch launch) {
    SparkSubmit submit = new SparkSubmit(around);
    if (options.quiet()) {
      return submit.run(launch, new ErrorsOnly(around.err()));
    }
    return options.json()
        ? submit.run(launch, new TextLines(around.out(), around.err()))
        : submit.run(launch);
  }
}
