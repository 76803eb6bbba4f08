package dev.elbo.submit;

import dev.elbo.job.RegistryOptions;
import dev.elbo.job.models.Answer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code elbo models list} and its like; run in this JVM, without Spark. */
@Command
final class RegistryVerb extends Verb {
  private final RegistryOptions asked;

  private RegistryVerb(Surroundings around, RegistryOptions asked) {
    super(around);
    this.asked = asked;
  }

  /** The action with its name, options and help. */
  static CommandLine of(Surroundings around, RegistryOptions asked) {
    CommandSpec mixin = CommandSpec.forAnnotatedObject(asked);
    CommandSpec spec = CommandSpec.forAnnotatedObject(new RegistryVerb(around, asked));
    hide(spec, "--overwrite");
    return new CommandLine(spec.name(mixin.name()).addMixin("asked", mixin));
  }

  @Override
  public Integer call() {
    asked.run(around.workingDirectory(), new Answer(around.out(), form()));
    return ExitCodes.DONE;
  }

  private Answer.Form form() {
    if (options.json()) {
      return Answer.Form.JSON;
    }
    return options.quiet() ? Answer.Form.QUIET : Answer.Form.TEXT;
  }
}
