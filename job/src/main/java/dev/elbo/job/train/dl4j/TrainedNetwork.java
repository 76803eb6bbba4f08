package dev.elbo.job.train.dl4j;

import dev.elbo.ElboException;
import dev.elbo.dl4j.VaeLayer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A DL4J network of either kind that holds one {@link VaeLayer} and nothing else. */
final class TrainedNetwork {

  /** What the two kinds of network have each in their own way. */
  private interface Kind {
    BaseMultiLayerUpdater<?> updater();

    void counts(int iteration, int epoch);

    int iteration();

    int epoch();

    void score(double score);
  }

  private final Model model;
  private final Kind kind;
  private final NeuralNetConfiguration configuration;

  private TrainedNetwork(Model model, Kind kind, Layer[] layers, boolean isPlain) {
    this.model = model;
    this.kind = kind;
    if (layers.length != 1 || !(layers[0].conf().getLayer() instanceof VaeLayer)) {
      throw ElboException.settings(
          "Cannot train the network on Spark: it has [%d] layers, and Elbo's master trains a network of one VaeLayer. Put the other layers into the VaeLayer."
              .formatted(layers.length));
    }
    this.configuration = layers[0].conf();
    requireSupported(isPlain);
  }

  static TrainedNetwork of(MultiLayerNetwork network) {
    Kind kind =
        new Kind() {
          @Override
          public BaseMultiLayerUpdater<?> updater() {
            return (BaseMultiLayerUpdater<?>) network.getUpdater();
          }

          @Override
          public void counts(int iteration, int epoch) {
            network.setIterationCount(iteration);
            network.setEpochCount(epoch);
          }

          @Override
          public int iteration() {
            return network.getIterationCount();
          }

          @Override
          public int epoch() {
            return network.getEpochCount();
          }

          @Override
          public void score(double score) {
            network.setScore(score);
          }
        };
    return new TrainedNetwork(
        network,
        kind,
        network.getLayers(),
        network.getLayerWiseConfigurations().getInputPreProcess(0) == null);
  }

  static TrainedNetwork of(ComputationGraph graph) {
    Kind kind =
        new Kind() {
          @Override
          public BaseMultiLayerUpdater<?> updater() {
            return graph.getUpdater();
          }

          @Override
          public void counts(int iteration, int epoch) {
            graph.getConfiguration().setIterationCount(iteration);
            graph.getConfiguration().setEpochCount(epoch);
          }

          @Override
          public int iteration() {
            return graph.getIterationCount();
          }

          @Override
          public int epoch() {
            return graph.getEpochCount();
          }

          @Override
          public void score(double score) {
            graph.setScore(score);
          }
        };
    // The input and the layer.
    return new TrainedNetwork(
        graph, kind, graph.getLayers(), graph.getConfiguration().getVertices().size() == 1);
  }

  Model model() {
    return model;
  }

  VaeLayer layer() {
    return (VaeLayer) configuration.getLayer();
  }

  long seed() {
    return configuration.getSeed();
  }

  float[] parameters() {
    return model.params().toFloatVector();
  }

  /** Of the updater; empty where it has none. */
  float[] moments() {
    INDArray state = kind.updater().getStateViewArray();
    return state == null ? new float[0] : state.toFloatVector();
  }

  int iteration() {
    return kind.iteration();
  }

  int epoch() {
    return kind.epoch();
  }

  /**
   * Takes over what an epoch left.
   *
   * @param moments empty if they are nobody's; then the updater's stay
   * @param score minus the ELBO
   */
  void set(float[] parameters, float[] moments, long iteration, int epoch, double score) {
    model.setParams(Nd4j.createFromArray(new float[][] {parameters}));
    INDArray state = kind.updater().getStateViewArray();
    if (state != null && moments.length == state.length()) {
      state.assign(Nd4j.createFromArray(new float[][] {moments}));
    }
    kind.counts(Math.toIntExact(iteration), epoch);
    kind.score(score);
  }

  /** DL4J counts one epoch for a call of fit, however many there were; it is about to. */
  void countCall() {
    kind.counts(kind.iteration(), kind.epoch() - 1);
  }

  private void requireSupported(boolean isPlain) {
    VaeLayer layer = layer();
    require(isPlain, "a preprocessor or another vertex", "before the layer");
    require(
        configuration.getOptimizationAlgo() == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT,
        configuration.getOptimizationAlgo(),
        "as its optimization algorithm");
    require(model.params().dataType() == DataType.FLOAT, model.params().dataType(), "parameters");
    require(
        layer.getConstraints() == null || layer.getConstraints().isEmpty(),
        layer.getConstraints(),
        "as constraints");
  }

  private static void require(boolean holds, Object what, String where) {
    if (!holds) {
      throw ElboException.settings(
          "Cannot train the network on Spark: it has [%s] %s, which Elbo's loop lacks. Leave that out, or train it with fit on one machine."
              .formatted(what, where));
    }
  }
}
