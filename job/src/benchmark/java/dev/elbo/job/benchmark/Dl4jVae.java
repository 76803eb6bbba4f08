package dev.elbo.job.benchmark;

import dev.elbo.vae.Nd4jRuntime;
import dev.elbo.vae.Shape;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.BernoulliReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** DL4J's own VAE layer, trained as its documentation says: pretraining, batch by batch. */
final class Dl4jVae {
  private Dl4jVae() {}

  static Map<String, Object> train(Shape shape, Epochs epochs) {
    Nd4jRuntime.start();
    MultiLayerNetwork network = network(shape);
    int features = shape.features();
    Map<String, Object> result =
        Contestant.result(
            epochs.run(
                () -> {},
                (rows, m) -> {
                  float[] exact = new float[m * features];
                  float[] row = new float[features];
                  for (int i = 0; i < m; i++) {
                    rows.copy(i, row);
                    System.arraycopy(row, 0, exact, i * features, features);
                  }
                  try (INDArray x = Nd4j.create(exact, new long[] {m, features}, 'c')) {
                    network.pretrainLayer(0, x);
                  }
                }));
    // The network's own score stays 0: pretraining keeps it in the layer.
    result.put("loss", network.getLayer(0).score());
    return result;
  }

  private static MultiLayerNetwork network(Shape shape) {
    List<Integer> widths = shape.widths();
    int last = widths.size() - 1;
    int[] encoder = widths.subList(1, last).stream().mapToInt(Integer::intValue).toArray();
    int[] decoder = new int[encoder.length];
    for (int i = 0; i < decoder.length; i++) {
      decoder[i] = encoder[encoder.length - 1 - i];
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(
                    new VariationalAutoencoder.Builder()
                        .nIn(shape.features())
                        .nOut(widths.get(last))
                        .encoderLayerSizes(encoder)
                        .decoderLayerSizes(decoder)
                        .activation(Activation.RELU)
                        .pzxActivationFunction(Activation.IDENTITY)
                        .reconstructionDistribution(
                            new BernoulliReconstructionDistribution(Activation.SIGMOID))
                        .build())
                .build());
    network.init();
    return network;
  }
}
