package dev.elbo.job;

import dev.elbo.job.models.ExportRequest;
import dev.elbo.settings.Location;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code models export} takes, here and in the {@code elbo} command. */
public final class ExportOptions {

  /** What a model can become. */
  enum Format {
    DL4J
  }

  @Parameters(
      paramLabel = "MODEL",
      description =
          "The directory of a model, of the run or version that it belongs to, or of a name: models/NAME means its champion.")
  private String model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description = "dl4j: encoder.zip and decoder.zip, plain networks of Deeplearning4j.")
  @SuppressWarnings("UnusedVariable") // There is one so far, and nobody is to take it for granted.
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The directory for the files; made if it is not there.")
  private String out;

  /** The request, with relative paths in the given folder. */
  public ExportRequest request(Path folder, ExportRequest.Existing existing) {
    return new ExportRequest(within(folder, model), within(folder, out), existing);
  }

  private static String within(Path folder, String path) {
    return Location.local(Location.resolve(folder.toAbsolutePath().toString(), path));
  }
}
