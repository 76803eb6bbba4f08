package dev.elbo.dl4j;

import dev.elbo.ElboException;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.View;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A half of a trained network as plain dense layers of DL4J: restored without Elbo on the class
 * path, it gives the same numbers.
 *
 * @param network the layers, with their parameters
 * @param outputs what its outputs are, in their order
 * @param normalizer from raw rows to what the network sees; of an encoder
 */
public record PlainNetwork(
    MultiLayerNetwork network, List<Output> outputs, Optional<NormalizerStandardize> normalizer) {

  /**
   * Some outputs that follow one another.
   *
   * @param name such as {@code mean}
   * @param width how many
   */
  public record Output(String name, int width) {}

  /** A linear layer that reads the last hidden one. */
  private record HeadLayer(String tensor, Output output) {}

  /**
   * From x to the center of q(z|x), of normal latents with their log-variances.
   *
   * @throws ElboException (settings) if it takes more than dense layers
   */
  public static PlainNetwork encoder(
      Architecture architecture, Preparation preparation, float[] parameters) {
    if (!architecture.inputs().isCells() || !preparation.isScalingAlone()) {
      throw cannot(
          "encoder",
          "its columns are more than scaled before they are read, which is no layer of DL4J");
    }
    Scaling scaling = preparation.scaling();
    String family = architecture.latents().family();
    int size = architecture.posterior().family().size();
    List<HeadLayer> heads =
        switch (family) {
          case "normal" ->
              List.of(
                  head("posterior.mean", "mean", size),
                  head("posterior.log-variance", "log-variance", size));
          case "multivariate-normal", "low-rank-normal" ->
              List.of(head("posterior.mean", "mean", size));
          case "laplace", "logistic", "student-t" ->
              List.of(head("posterior.location", "mean", size));
          case "bernoulli" -> List.of(head("posterior.logits", "mean", size));
          default ->
              throw cannot(
                  "encoder",
                  "the center of latents of the family [%s] is no output of a dense layer"
                      .formatted(family));
        };
    IActivation last =
        family.equals("bernoulli") ? new ActivationSigmoid() : new ActivationIdentity();
    MultiLayerNetwork network =
        network(architecture, "encoder", architecture.encoder().size(), heads, last, parameters);
    return new PlainNetwork(network, outputs(heads), Optional.of(normalizer(scaling)));
  }

  /**
   * From z to E[x|z], or to the parameter of p(x|z) that the name of the output tells.
   *
   * @throws ElboException (settings) if it takes more than dense layers
   */
  public static PlainNetwork decoder(Architecture architecture, float[] parameters) {
    if (architecture.posterior().view() != View.IDENTITY) {
      throw cannot(
          "decoder",
          "it reads latents of the family [%s] through [%s], which is no layer of DL4J"
              .formatted(
                  architecture.latents().family(), VaeWords.word(architecture.posterior().view())));
    }
    String law = law(architecture.likelihood());
    int width = architecture.features();
    IActivation last =
        law.endsWith("bernoulli") ? new ActivationSigmoid() : new ActivationIdentity();
    HeadLayer head =
        switch (law) {
          case "bernoulli" -> head("likelihood.logits", "mean", width);
          case "continuous-bernoulli" -> head("likelihood.logits", "lambda", width);
          case "gaussian" -> head("likelihood.mean", "mean", width);
          case "laplace", "student-t" -> head("likelihood.location", "mean", width);
          case "poisson" -> head("likelihood.log-rate", "log-rate", width);
          case "negative-binomial" -> head("likelihood.log-mean", "log-mean", width);
          default ->
              throw cannot(
                  "decoder", "the likelihood [%s] is no output of a dense layer".formatted(law));
        };
    List<HeadLayer> heads = List.of(head);
    MultiLayerNetwork network =
        network(architecture, "decoder", architecture.decoder().size(), heads, last, parameters);
    return new PlainNetwork(network, outputs(heads), Optional.empty());
  }

  /** Writes the zip that {@code ModelSerializer} restores. */
  public void write(OutputStream out) throws IOException {
    NetworkFile.write(out, network.getLayerWiseConfigurations(), network.params(), normalizer);
  }

  private static HeadLayer head(String tensor, String name, int width) {
    return new HeadLayer(tensor, new Output(name, width));
  }

  private static List<Output> outputs(List<HeadLayer> heads) {
    return heads.stream().map(HeadLayer::output).toList();
  }

  /** One name for all columns, as with parameters. */
  private static String law(Likelihood likelihood) {
    return likelihood instanceof Mixed mixed ? mixed.name() : likelihood.name();
  }

  private static MultiLayerNetwork network(
      Architecture architecture,
      String stack,
      int hidden,
      List<HeadLayer> heads,
      IActivation last,
      float[] parameters) {
    ParameterLayout layout = new ParameterLayout(architecture);
    List<INDArray> weights = new ArrayList<>();
    List<INDArray> biases = new ArrayList<>();
    for (int i = 0; i < hidden; i++) {
      weights.add(tensor(layout, stack + "." + i + ".weight", parameters));
      biases.add(tensor(layout, stack + "." + i + ".bias", parameters));
    }
    weights.add(side(layout, heads, ".weight", parameters));
    biases.add(side(layout, heads, ".bias", parameters));
    // A seed and an updater, so that equal models give equal bytes; nothing is drawn or trained.
    var list = new NeuralNetConfiguration.Builder().seed(0).updater(new Sgd(0.1)).list();
    for (int i = 0; i <= hidden; i++) {
      list.layer(
          new DenseLayer.Builder()
              .nIn(weights.get(i).size(0))
              .nOut(weights.get(i).size(1))
              .activation(i < hidden ? activation(stack, architecture.activation()) : last)
              .build());
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    for (int i = 0; i <= hidden; i++) {
      network.setParam(i + "_W", weights.get(i));
      network.setParam(i + "_b", biases.get(i));
    }
    return network;
  }

  private static INDArray side(
      ParameterLayout layout, List<HeadLayer> heads, String kind, float[] parameters) {
    return Nd4j.hstack(
        heads.stream().map(head -> tensor(layout, head.tensor() + kind, parameters)).toList());
  }

  private static INDArray tensor(ParameterLayout layout, String name, float[] parameters) {
    ParameterLayout.Tensor tensor = layout.tensor(name);
    float[] values =
        Arrays.copyOfRange(parameters, tensor.offset(), tensor.offset() + tensor.length());
    return Nd4j.createFromArray(values)
        .reshape('c', tensor.isBias() ? 1 : tensor.in(), tensor.out());
  }

  private static IActivation activation(String stack, Activation activation) {
    return switch (activation) {
      case RELU -> new ActivationReLU();
      case TANH -> new ActivationTanH();
      case ELU -> new ActivationELU(1);
      case SOFTPLUS -> new ActivationSoftPlus();
      case LEAKY_RELU -> new ActivationLReLU(0.01);
      case GELU ->
          throw cannot(
              stack, "DL4J's [gelu] is another function, by some thousandths, than the model's");
      case IDENTITY -> new ActivationIdentity();
    };
  }

  /** A factor of 0, of a constant column, divides by infinity. */
  private static NormalizerStandardize normalizer(Scaling scaling) {
    float[] mean = new float[scaling.columns()];
    float[] deviation = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = scaling.shift().get(i).floatValue();
      deviation[i] = (float) (1 / scaling.factor().get(i));
    }
    return new NormalizerStandardize(
        Nd4j.createFromArray(new float[][] {mean}),
        Nd4j.createFromArray(new float[][] {deviation}));
  }

  private static ElboException cannot(String half, String why) {
    return ElboException.settings(
        "Cannot export the %s to plain DL4J layers: %s. Load network.zip with Elbo on the class path, or score with Elbo."
            .formatted(half, why));
  }
}
