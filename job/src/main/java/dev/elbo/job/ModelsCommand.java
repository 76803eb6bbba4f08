package dev.elbo.job;

import dev.elbo.job.models.Dl4jExport;
import dev.elbo.job.models.ExportRequest.Existing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code models}: what is done with models that are trained; needs no session. */
@Command(
    name = "models",
    description = "Lists, compares, publishes and exports trained models.",
    subcommands = ModelsCommand.Export.class,
    mixinStandardHelpOptions = true)
final class ModelsCommand {

  /** {@code models export}. */
  @Command(
      name = "export",
      description = "Writes a model in the format of another library.",
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {
    @Mixin private ExportOptions options = new ExportOptions();

    @Option(names = "--overwrite", description = "Replace files of an earlier export.")
    private boolean overwrite;

    @Override
    public Integer call() {
      Dl4jExport.run(
          new Configuration(),
          options.request(Path.of(""), overwrite ? Existing.REPLACE : Existing.KEEP),
          System.out);
      return 0;
    }
  }
}
