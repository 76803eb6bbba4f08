package dev.elbo.dl4j;

import dev.elbo.distribution.Noise;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Small networks of one VAE layer, and rows for them. */
final class Layers {
  static final int FEATURES = 5;

  private Layers() {}

  /** Two layers each way on rows of {@link #FEATURES} numbers between 0 and 1. */
  static VaeLayer.Builder small() {
    return new VaeLayer.Builder()
        .nIn(FEATURES)
        .encoder(4, 3)
        .decoder(3, 4)
        .hiddenActivation("tanh")
        .latents("normal", 2)
        .likelihood("bernoulli");
  }

  static MultiLayerNetwork network(VaeLayer layer, IUpdater updater, DataType type) {
    return network(new NeuralNetConfiguration.Builder().updater(updater).dataType(type), layer);
  }

  static MultiLayerNetwork network(NeuralNetConfiguration.Builder builder, VaeLayer layer) {
    MultiLayerNetwork network = new MultiLayerNetwork(builder.seed(7).list().layer(layer).build());
    network.init();
    return network;
  }

  /** Numbers between 0 and 1 that a float holds. */
  static float[][] rows(int count, int features) {
    float[][] rows = new float[count][features];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < features; j++) {
        rows[i][j] = (float) Noise.of(3, 0, 0, 0).at(i).uniform(j);
      }
    }
    return rows;
  }

  /** An autoencoder's pairs. */
  static DataSet pairs(float[][] rows) {
    INDArray x = Nd4j.createFromArray(rows);
    return new DataSet(x, x);
  }
}
