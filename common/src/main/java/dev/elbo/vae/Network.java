package dev.elbo.vae;

import dev.elbo.vae.likelihood.Head;
import dev.elbo.vae.likelihood.RowLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The variational autoencoder over one flat parameter vector and one flat gradient vector, forward
 * and backward by hand (Kingma and Welling 2014, section 3).
 *
 * <pre>
 *   x -> encoder -> mean, log-variance -> z = mean + exp(log-variance / 2) * eps -> decoder -> heads
 * </pre>
 *
 * <p>Batches are float rows, an example after the other; noise is an argument. A network is used by
 * one thread at a time and owns native memory: close it.
 */
public final class Network implements AutoCloseable {
  private final Architecture architecture;
  private final ParameterLayout layout;
  private final int batch;
  private final Matrix parameters;
  private final Matrix gradient;
  private final Matrix input;
  private final Latent latent;
  private final List<Dense> encoder = new ArrayList<>();
  private final Dense mean;
  private final Dense logVariance;
  private final List<Dense> decoder = new ArrayList<>();
  private final RowLikelihood likelihood;
  private final List<Dense> heads = new ArrayList<>();
  private final double[][] headOutputs;
  private final double[][] headGradients;

  /** A network in single precision, for training. Its parameters are zero. */
  public Network(Architecture architecture, int batch) {
    this(architecture, batch, DataType.FLOAT);
  }

  /**
   * A network of a given precision; the element-wise mathematics is the same code for both.
   *
   * @param batch the most examples of one call
   * @param type FLOAT, or DOUBLE as the reference that gradients are checked on
   */
  public Network(Architecture architecture, int batch, DataType type) {
    Nd4jRuntime.start();
    this.architecture = architecture;
    this.layout = new ParameterLayout(architecture);
    this.batch = batch;
    this.parameters = Matrix.vector(type, layout.length());
    this.gradient = Matrix.vector(type, layout.length());
    this.input = Matrix.allocate(type, architecture.features(), batch);
    this.latent = new Latent(type, architecture.latent(), batch);
    stack("encoder", architecture.encoder().size(), encoder);
    this.mean = layer("posterior.mean", Activation.IDENTITY);
    this.logVariance = layer("posterior.log-variance", Activation.IDENTITY);
    stack("decoder", architecture.decoder().size(), decoder);
    this.likelihood = architecture.likelihood().over(architecture.features());
    for (Head head : likelihood.heads()) {
      heads.add(layer("likelihood." + head.name(), Activation.IDENTITY));
    }
    this.headOutputs = heads.stream().map(Dense::preActivation).toArray(double[][]::new);
    this.headGradients =
        heads.stream().map(Dense::preActivation).map(double[]::clone).toArray(double[][]::new);
  }

  /** Where each tensor lies in the flat vectors. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The flat parameter vector, [parameters]; steps write into it. */
  public INDArray parameters() {
    return parameters.array();
  }

  /** The flat gradient vector of the last step, [parameters]. */
  public INDArray gradient() {
    return gradient.array();
  }

  /** Replaces all parameters. */
  public void setParameters(float[] values) {
    parameters.write(values, layout.length());
  }

  /** A copy of all parameters. */
  public float[] getParameters() {
    float[] values = new float[layout.length()];
    parameters.read(values);
    return values;
  }

  /**
   * One training step without the update: leaves d(-objective)/d(parameters), a mean over the
   * batch, in {@link #gradient}.
   *
   * @param rows m examples, [m, features] row by row; may be longer
   * @param m at most the batch size
   * @param eps standard normal noise, [m, latent] row by row; may be longer
   * @param beta the weight of the KL in the objective
   * @param sums receives the parts of each example
   */
  public void step(float[] rows, int m, double[] eps, double beta, ElboSums sums) {
    forward(rows, m, m, eps, sums);
    backward(m, beta);
  }

  /**
   * The parts of each example, without gradients. Always computes a whole batch, so that the bits
   * of an example do not depend on how many came with it.
   *
   * @param rows [batch, features] row by row, with anything finite behind the examples
   * @param count how many examples there are
   * @param eps [batch, latent] row by row
   */
  public void evaluate(float[] rows, int count, double[] eps, ElboSums sums) {
    forward(rows, batch, count, eps, sums);
  }

  /**
   * The posterior means of a batch.
   *
   * @return [m, latent] row by row
   */
  public double[] encode(float[] rows, int m) {
    encodeBatch(rows, m);
    return Arrays.copyOf(mean.preActivation(), m * architecture.latent());
  }

  /**
   * E[x|z] of a batch of latents, or what the likelihood shows in its place.
   *
   * @param z [m, latent] row by row
   * @return [m, features] row by row
   */
  public double[] decode(double[] z, int m) {
    requireBatch(m);
    latent.set(z, m);
    decodeBatch(m);
    double[] result = new double[m * architecture.features()];
    for (int example = 0; example < m; example++) {
      likelihood.mean(headOutputs, example, result, example * architecture.features());
    }
    return result;
  }

  @Override
  public void close() {
    encoder.forEach(Dense::close);
    mean.close();
    logVariance.close();
    decoder.forEach(Dense::close);
    heads.forEach(Dense::close);
    latent.close();
    input.close();
    gradient.close();
    parameters.close();
  }

  /** Runs m examples and sums up the first {@code count}. */
  private void forward(float[] rows, int m, int count, double[] eps, ElboSums sums) {
    encodeBatch(rows, m);
    latent.sample(mean.preActivation(), logVariance.preActivation(), eps, m);
    latent.addTo(sums, logVariance.preActivation(), count);
    decodeBatch(m);
    reconstruct(rows, count, sums);
  }

  /** log p(x|z) of each example, and its gradient at the heads. */
  private void reconstruct(float[] rows, int count, ElboSums sums) {
    for (int example = 0; example < count; example++) {
      sums.addReconstruction(
          likelihood.logDensity(rows, example, headOutputs, example, headGradients));
    }
  }

  private void backward(int m, double beta) {
    Matrix below = decoder.isEmpty() ? latent.gradient() : top(decoder).outputGradient();
    for (int k = 0; k < heads.size(); k++) {
      int values = m * likelihood.heads().get(k).width();
      // The loss is minus the objective, a mean over the batch.
      for (int i = 0; i < values; i++) {
        headGradients[k][i] /= -m;
      }
      heads.get(k).outputGradient().write(0, headGradients[k], values);
      heads.get(k).backward(m);
      heads.get(k).backwardInput(below, m, k == 0 ? 0 : 1);
    }
    backward(decoder, latent.gradient(), m);
    latent.backward(mean.outputGradient(), logVariance.outputGradient(), m, beta);
    mean.backward(m);
    logVariance.backward(m);
    if (!encoder.isEmpty()) {
      mean.backwardInput(top(encoder).outputGradient(), m, 0);
      logVariance.backwardInput(top(encoder).outputGradient(), m, 1);
      backward(encoder, null, m);
    }
  }

  /**
   * Down a stack of layers; {@code bottom} is null where nobody needs the gradient at the input.
   */
  private static void backward(List<Dense> layers, Matrix bottom, int m) {
    for (int k = layers.size() - 1; k >= 0; k--) {
      layers.get(k).backward(m);
      Matrix below = k == 0 ? bottom : layers.get(k - 1).outputGradient();
      if (below != null) {
        layers.get(k).backwardInput(below, m, 0);
      }
    }
  }

  private static Dense top(List<Dense> layers) {
    return layers.get(layers.size() - 1);
  }

  private void encodeBatch(float[] rows, int m) {
    requireBatch(m);
    input.write(rows, m * architecture.features());
    INDArray h = input.columns(m);
    for (Dense layer : encoder) {
      h = layer.forward(h, m);
    }
    mean.forward(h, m);
    logVariance.forward(h, m);
  }

  private void decodeBatch(int m) {
    INDArray h = latent.columns(m);
    for (Dense layer : decoder) {
      h = layer.forward(h, m);
    }
    for (Dense head : heads) {
      head.forward(h, m);
    }
  }

  private void requireBatch(int m) {
    if (m < 1 || m > batch) {
      throw new IllegalArgumentException(
          "Cannot run a batch of [" + m + "]: the network was built for 1 to [" + batch + "].");
    }
  }

  private void stack(String name, int layers, List<Dense> target) {
    for (int i = 0; i < layers; i++) {
      target.add(layer(name + "." + i, architecture.activation()));
    }
  }

  private Dense layer(String name, Activation activation) {
    return new Dense(name, activation, layout, parameters, gradient, batch);
  }
}
