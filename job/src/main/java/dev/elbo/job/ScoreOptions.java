package dev.elbo.job;

import dev.elbo.job.score.Existing;
import dev.elbo.job.score.ScoreRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code score} takes, here and in the {@code elbo} command. */
public final class ScoreOptions {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AnomalyOptions anomaly = new AnomalyOptions();

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      split = ",",
      description = {
        "The columns to add, each with =NAME for a name of its own: latent, latent_variance, reconstruction, reconstruction_log_probability, kl, elbo, log_likelihood, anomaly_score, anomaly, contribution, sample.",
        "Default: latent,elbo,anomaly_score and, where the model has a threshold, anomaly."
      })
  private List<String> columns = new ArrayList<>();

  /** The request, with relative paths in the given folder. */
  public ScoreRun request(Path folder, List<String> sets, Existing existing) {
    return new ScoreRun(
        data.model(folder),
        data.data(folder, sets),
        data.features(),
        anomaly.choice(columns),
        output.output(folder, existing));
  }

  /** For the driver. */
  public List<String> words() {
    List<String> words = new ArrayList<>(data.words());
    words.addAll(output.words());
    words.addAll(anomaly.words());
    Words.add(words, "--columns", columns.isEmpty() ? null : String.join(",", columns));
    return words;
  }
}
