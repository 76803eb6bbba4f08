package dev.elbo.job.train;

import java.util.List;

/** What a run tells while it goes, besides its epochs. */
public interface Progress extends TrainingListener {

  /** Something worth knowing, a sentence. */
  void note(String message);

  /** The run is done. */
  void onEnd(RunResult result);

  /** Nothing is told. */
  final class Silent implements Progress {
    @Override
    public void note(String message) {}

    @Override
    public void onEnd(RunResult result) {}
  }

  /**
   * What a run left behind.
   *
   * @param runId its name
   * @param directory its directory
   * @param model the model in it
   * @param report the report in it
   * @param elbo of the model, on the rows held out, else on the training rows
   * @param epoch the epoch that the model is of
   */
  record RunResult(
      String runId, String directory, String model, String report, double elbo, int epoch) {

    /** The paths, for people. */
    List<String> lines() {
      return List.of("model   " + model, "report  " + report);
    }
  }
}
