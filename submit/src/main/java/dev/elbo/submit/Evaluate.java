package dev.elbo.submit;

import dev.elbo.job.EvaluateOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code elbo evaluate MODEL DATA}. */
@Command(
    name = "evaluate",
    description = {
      "Measures how well a trained model explains data: ELBO and parts, importance-weighted log-likelihood, active units, anomalies.",
      "Where a column tells which rows are anomalies, how well the scores find them: precision and recall at the threshold, ROC AUC, average precision.",
    },
    footer = {
      "",
      "Examples:",
      "  elbo evaluate runs/digits-5f2c9a rows.csv",
      "  elbo evaluate runs/readings-1f0c week.parquet --label broken",
      "  elbo evaluate runs/mnist-0a1b t10k-images-idx3-ubyte.gz --label digit --anomalous 4 --json",
    })
final class Evaluate extends WorkVerb {
  @Mixin private EvaluateOptions asked = new EvaluateOptions();

  Evaluate(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    // Bad usage ends before a driver is started for it.
    var request = asked.request(around.workingDirectory(), options.sets());
    List<String> words = new ArrayList<>(List.of("evaluate"));
    words.addAll(asked.words());
    return work(words, request.model());
  }
}
