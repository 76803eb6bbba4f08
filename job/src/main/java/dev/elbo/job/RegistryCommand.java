package dev.elbo.job;

import dev.elbo.job.models.Answer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** An action of {@code models} on versions; needs no session. */
@Command(mixinStandardHelpOptions = true)
final class RegistryCommand implements Callable<Integer> {
  private final RegistryOptions asked;

  @Option(names = "--json", description = "Print one JSON object a line, for programs.")
  private boolean json;

  private RegistryCommand(RegistryOptions asked) {
    this.asked = asked;
  }

  /** Adds all of them to {@code models}. */
  static void addTo(CommandLine models) {
    for (RegistryOptions options : RegistryActions.all()) {
      CommandSpec mixin = CommandSpec.forAnnotatedObject(options);
      CommandSpec spec = CommandSpec.forAnnotatedObject(new RegistryCommand(options));
      models.addSubcommand(mixin.name(), new CommandLine(spec.addMixin("asked", mixin)));
    }
  }

  @Override
  public Integer call() {
    asked.run(Path.of(""), new Answer(System.out, json ? Answer.Form.JSON : Answer.Form.TEXT));
    return 0;
  }
}
