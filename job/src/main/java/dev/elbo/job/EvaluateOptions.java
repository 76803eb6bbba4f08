package dev.elbo.job;

import dev.elbo.ElboException;
import dev.elbo.job.score.EvaluateRun;
import dev.elbo.job.score.KnownAnomalies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code evaluate} takes, here and in the {@code elbo} command. */
public final class EvaluateOptions {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private AnomalyOptions anomaly = new AnomalyOptions();

  @Option(
      names = "--samples",
      paramLabel = "K",
      description =
          "Samples of the importance-weighted log-likelihood; more are tighter. Default: ${DEFAULT-VALUE}.")
  private int samples = 64;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The column that tells which rows are anomalies: 1 or true, 0 or false.")
  private String label;

  @Option(
      names = "--anomalous",
      paramLabel = "VALUE",
      description = "What anomalies have in the column of --label, where it is not 1.")
  private String anomalous;

  /** The request, with relative paths in the given folder. */
  public EvaluateRun request(Path folder, List<String> sets) {
    if (anomalous != null && label == null) {
      throw ElboException.settings(
          "Cannot use --anomalous [%s]: it is a value of the column of --label. Give --label too."
              .formatted(anomalous));
    }
    if (samples < 1) {
      throw ElboException.settings(
          "Cannot evaluate the model: [%d] samples are less than [1]. Give 1 or more."
              .formatted(samples));
    }
    List<String> all = new ArrayList<>(sets);
    if (label != null) {
      all.add("elbo.data.label=\"%s\"".formatted(label)); // IDX files have their labels elsewhere.
    }
    return new EvaluateRun(
        data.model(folder),
        data.data(folder, all),
        data.features(),
        anomaly.choice(List.of()),
        samples,
        Optional.ofNullable(label)
            .map(column -> new KnownAnomalies(column, Optional.ofNullable(anomalous))));
  }

  /** For the driver. */
  public List<String> words() {
    List<String> words = new ArrayList<>(data.words());
    words.addAll(anomaly.words());
    Words.add(words, "--samples", samples);
    Words.add(words, "--label", label);
    Words.add(words, "--anomalous", anomalous);
    return words;
  }
}
