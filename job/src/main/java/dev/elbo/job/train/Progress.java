package dev.elbo.job.train;

import dev.elbo.store.RunDirectory;
import java.util.List;
import org.apache.hadoop.fs.Path;

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

    /** The result in a run directory, which is named after the run. */
    static RunResult of(RunDirectory directory, double elbo, int epoch) {
      return new RunResult(
          directory.path().getName(),
          display(directory.path()),
          display(directory.model()),
          display(directory.reportFile().path()),
          elbo,
          epoch);
    }

    private static String display(Path path) {
      return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    /** The paths, for people. */
    List<String> lines() {
      return List.of("model   " + model, "report  " + report);
    }
  }
}
