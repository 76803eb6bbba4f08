package dev.elbo.submit;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the verbs share: their options, and the advice before the driver starts. */
abstract class Verb implements Callable<Integer> {
  /** About Spark, runs and settings: accepted, since scripts may give them to every verb. */
  private static final List<String> UNUSED =
      List.of(
          "--master",
          "--deploy-mode",
          "--queue",
          "--files",
          "--packages",
          "--properties-file",
          "--principal",
          "--keytab",
          "--job-jar",
          "--set",
          "--run-id",
          "--conf",
          "--driver-memory",
          "--executor-memory");

  protected final Surroundings around;

  @Mixin protected Options options = new Options();

  Verb(Surroundings around) {
    this.around = around;
  }

  /** Out of the help with what every verb takes and one without Spark has no use for. */
  static void hideUnused(CommandSpec spec) {
    UNUSED.forEach(name -> hide(spec, name));
  }

  static void hide(CommandSpec spec, String name) {
    OptionSpec option = spec.findOption(name);
    spec.remove(option);
    spec.addOption(OptionSpec.builder(option).hidden(true).build());
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
