package dev.elbo.job;

import dev.elbo.job.estimators.EstimatorsRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code estimators} takes, here and in the {@code elbo} command. */
public final class EstimatorsOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "toy-normal, toy-bernoulli, variance-table, failures or graph. Without one they are listed.")
  private String experiment;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Samples of each estimator in each setting. Default: 1000000 of variance-table, 100000 of the others.")
  private Long samples;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Equal seeds give equal numbers. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--network",
      paramLabel = "WIDTHS",
      description =
          "The network that graph draws: widths from x to z, each at most 12. Default: 4-3-2.")
  private String network;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a picture too, as one HTML file. Only an older one is replaced.")
  private Path html;

  /** The request, with a relative file in the given folder. */
  public EstimatorsRequest request(
      Path folder, EstimatorsRequest.Format format, EstimatorsRequest.Existing existing) {
    return new EstimatorsRequest(
        Optional.ofNullable(experiment),
        samples == null ? OptionalLong.empty() : OptionalLong.of(samples),
        seed,
        Optional.ofNullable(network),
        Optional.ofNullable(html).map(folder::resolve),
        format,
        existing);
  }
}
