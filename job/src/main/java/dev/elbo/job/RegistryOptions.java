package dev.elbo.job;

import dev.elbo.job.models.Answer;
import dev.elbo.job.models.RegistryTask;
import dev.elbo.settings.Location;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Parameters;

/** What an action of {@code models} on versions takes, here and in the {@code elbo} command. */
public abstract class RegistryOptions {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "OUTPUT_DIR/models/NAME, of the settings elbo.output.dir and elbo.output.name.")
  private String directory;

  RegistryOptions() {}

  abstract RegistryTask task(Configuration hadoop);

  /** Does it; a relative path is in the given folder. */
  public void run(Path folder, Answer answer) {
    Configuration hadoop = new Configuration();
    String absolute =
        Location.local(Location.resolve(folder.toAbsolutePath().toString(), directory));
    task(hadoop).run(hadoop, absolute, answer);
  }
}
