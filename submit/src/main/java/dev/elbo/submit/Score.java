package dev.elbo.submit;

import dev.elbo.job.ScoreOptions;
import dev.elbo.job.score.Existing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code elbo score MODEL DATA}. */
@Command(
    name = "score",
    description = {
      "Scores data with a trained model: latents, ELBO, anomaly scores, reconstructions.",
      "The rows of DATA are written to --out with all their columns and the scores behind them. The scores of a row depend on the model, the row and the seed: on no partition, order or neighbour.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo score runs/digits-5f2c9a rows.csv --out scored",
      "  elbo score hdfs:///models/readings hdfs:///today --out hdfs:///scored --columns anomaly_score,anomaly,contribution",
      "  elbo score runs/digits-5f2c9a rows.csv --out codes --columns latent=code --out-format json",
      "",
      "job/README.md says what the scores mean and how to choose a threshold.",
    })
final class Score extends WorkVerb {
  @Mixin private ScoreOptions asked = new ScoreOptions();

  Score(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    // Bad usage ends before a driver is started for it.
    var request = asked.request(around.workingDirectory(), options.sets(), Existing.KEEP);
    List<String> words = new ArrayList<>(List.of("score"));
    words.addAll(asked.words());
    return work(words, request.model());
  }
}
