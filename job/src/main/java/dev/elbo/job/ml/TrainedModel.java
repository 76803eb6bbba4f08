package dev.elbo.job.ml;

import dev.elbo.dl4j.NetworkFile;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.SavedNetwork;
import dev.elbo.store.WholeFile;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What training leaves behind and a saved stage holds: the model directory of Elbo, and the metrics
 * of the run.
 *
 * @param model its network
 * @param layer the network as Deeplearning4j describes it
 * @param history a line an epoch; none if nobody kept it
 * @param run the directory of the run, if it was kept
 */
record TrainedModel(Model model, String layer, List<EpochMetrics> history, Optional<String> run) {
  private static final String MODEL = "model";
  private static final String METRICS = "metrics.jsonl";

  TrainedModel {
    history = List.copyOf(history);
  }

  /** The same, of a run that was kept. */
  TrainedModel in(String directory) {
    return new TrainedModel(model, layer, history, Optional.of(directory));
  }

  /** Of a directory with a model in it, that of a run or of a saved stage. */
  static TrainedModel read(Configuration hadoop, Path directory) {
    Path model = new Path(directory, MODEL);
    return new TrainedModel(
        ModelDirectory.read(hadoop, model),
        NetworkFile.configuration(ModelDirectory.network(hadoop, model).read()),
        MetricsFile.read(new WholeFile(hadoop, new Path(directory, METRICS))),
        Optional.empty());
  }

  /** Writes what {@link #read} reads. */
  void write(Configuration hadoop, Path directory) {
    float[] parameters = SavedNetwork.of(model).parameters();
    ModelDirectory.write(
        hadoop,
        new Path(directory, MODEL),
        model,
        out -> NetworkFile.write(out, layer, parameters));
    MetricsFile.write(new WholeFile(hadoop, new Path(directory, METRICS)), history);
  }
}
