package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Parameter;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import dev.elbo.vae.likelihood.Head;
import dev.elbo.vae.likelihood.RowLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The variational autoencoder over one flat parameter vector and one flat gradient vector, forward
 * and backward by hand (Kingma and Welling 2014, section 3).
 *
 * <pre>
 *   x -> encoder -> heads: q(z|x) -> samples z -> decoder -> heads: p(x|z)
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
  private final Posterior posterior;
  private final LatentLayer latent;
  private final List<Dense> encoder = new ArrayList<>();
  private final List<Dense> posteriorHeads = new ArrayList<>();
  private final List<Dense> decoder = new ArrayList<>();
  private final RowLikelihood likelihood;
  private final List<Dense> heads = new ArrayList<>();
  private final double[][] headOutputs;
  private final double[][] headGradients;

  /** log p(x|z) of each column of the decoder. */
  private final double[] logDensity;

  /** A network in single precision that trains on the plain ELBO. Its parameters are zero. */
  public Network(Architecture architecture, int batch) {
    this(architecture, Objective.elbo(), batch, DataType.FLOAT);
  }

  /** A network in single precision. Its parameters are zero. */
  public Network(Architecture architecture, Objective objective, int batch) {
    this(architecture, objective, batch, DataType.FLOAT);
  }

  /**
   * A network of a given precision; the element-wise mathematics is the same code for both.
   *
   * @param objective what steps maximize and {@link #evaluate} measures
   * @param batch the most examples of one call
   * @param type FLOAT, or DOUBLE as the reference that gradients are checked on
   */
  public Network(Architecture architecture, Objective objective, int batch, DataType type) {
    Nd4jRuntime.start();
    this.architecture = architecture;
    this.posterior = architecture.posterior();
    this.layout = new ParameterLayout(architecture);
    this.batch = batch;
    this.parameters = Matrix.vector(type, layout.length());
    this.gradient = Matrix.vector(type, layout.length());
    this.input = Matrix.allocate(type, architecture.features(), batch);
    this.latent = LatentLayers.of(type, architecture.latents(), posterior, objective, batch);
    int columns = Math.multiplyExact(batch, latent.points());
    stack("encoder", architecture.encoder().size(), encoder, batch);
    for (Parameter head : posterior.heads()) {
      posteriorHeads.add(layer("posterior." + head.name(), Activation.IDENTITY, batch));
    }
    stack("decoder", architecture.decoder().size(), decoder, columns);
    this.likelihood = architecture.likelihood().over(architecture.features());
    for (Head head : likelihood.heads()) {
      heads.add(layer("likelihood." + head.name(), Activation.IDENTITY, columns));
    }
    this.headOutputs = heads.stream().map(Dense::preActivation).toArray(double[][]::new);
    this.headGradients =
        heads.stream().map(Dense::preActivation).map(double[]::clone).toArray(double[][]::new);
    this.logDensity = new double[columns];
  }

  /** How many times the decoder runs for an example of a step. */
  public static int decodings(Architecture architecture, Objective objective) {
    return LatentLayers.points(architecture.posterior(), objective);
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
   * @param noise a key of this minibatch; example i draws from {@code noise.at(i)}
   * @param sums receives the parts of each example
   */
  public void step(float[] rows, int m, Noise noise, Annealing now, ElboSums sums) {
    Noise[] keys = new Noise[m];
    for (int i = 0; i < m; i++) {
      keys[i] = noise.at(i);
    }
    forward(rows, m, m, keys, now, sums);
    backward(m, now);
  }

  /**
   * The parts of each example, without gradients. Always computes a whole batch, so that the bits
   * of an example do not depend on how many came with it.
   *
   * @param rows [batch, features] row by row, with anything finite behind the examples
   * @param count how many examples there are
   * @param noise a key for each of them
   */
  public void evaluate(float[] rows, int count, Noise[] noise, Annealing now, ElboSums sums) {
    Noise[] keys = new Noise[batch];
    for (int i = 0; i < batch; i++) {
      keys[i] = noise[Math.min(i, count - 1)];
    }
    forward(rows, batch, count, keys, now, sums);
  }

  /**
   * The centers of the posteriors of a batch: their means, where they have one.
   *
   * @return [m, size of z] row by row
   */
  public double[] encode(float[] rows, int m) {
    encodeBatch(rows, m);
    int size = posterior.family().size();
    double[] centers = new double[m * size];
    double[] raw = new double[posterior.outputs()];
    double[] theta = new double[posterior.family().parameterCount()];
    for (int i = 0; i < m; i++) {
      int at = 0;
      for (Dense head : posteriorHeads) {
        System.arraycopy(head.preActivation(), i * head.width(), raw, at, head.width());
        at += head.width();
      }
      posterior.link().apply(raw, theta);
      System.arraycopy(posterior.family().center(theta), 0, centers, i * size, size);
    }
    return centers;
  }

  /** How many numbers z has. */
  public int codeSize() {
    return posterior.family().size();
  }

  /**
   * Draws from p(z).
   *
   * @param noise draw i is from {@code noise.at(i)}
   * @return [count, size of z] row by row
   */
  public double[] prior(Noise noise, int count) {
    double[] draws = new double[count * codeSize()];
    double[] one = new double[codeSize()];
    for (int i = 0; i < count; i++) {
      posterior.prior().sample(posterior.priorTheta(), noise.at(i), one);
      System.arraycopy(one, 0, draws, i * one.length, one.length);
    }
    return draws;
  }

  /**
   * E[x|z] of a batch of latents, or what the likelihood shows in its place.
   *
   * @param z [m, size of z] row by row
   * @return [m, features] row by row
   */
  public double[] decode(double[] z, int m) {
    requireBatch(m);
    int size = posterior.family().size();
    double[] view = new double[m * posterior.inputs()];
    for (int i = 0; i < m; i++) {
      double[] one = Arrays.copyOfRange(z, i * size, (i + 1) * size);
      posterior.view().apply(one, view, i * posterior.inputs());
    }
    latent.set(view, m);
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
    posteriorHeads.forEach(Dense::close);
    decoder.forEach(Dense::close);
    heads.forEach(Dense::close);
    latent.close();
    input.close();
    gradient.close();
    parameters.close();
  }

  /** Runs m examples and sums up the first {@code count}. */
  private void forward(
      float[] rows, int m, int count, Noise[] noise, Annealing now, ElboSums sums) {
    encodeBatch(rows, m);
    double[][] outputs = posteriorHeads.stream().map(Dense::preActivation).toArray(double[][]::new);
    latent.draw(outputs, noise, m, now);
    decodeBatch(m * latent.points());
    reconstruct(rows, count * latent.points());
    latent.weigh(logDensity, count, now, sums);
  }

  /** log p(x|z) of each column, and its gradient at the heads. */
  private void reconstruct(float[] rows, int columns) {
    for (int column = 0; column < columns; column++) {
      int row = column / latent.points();
      logDensity[column] = likelihood.logDensity(rows, row, headOutputs, column, headGradients);
    }
  }

  private void backward(int m, Annealing now) {
    if (latent.wantsEveryColumn()) {
      backwardDecoder(m, column -> 1);
      latent.keepGradient(m);
    }
    backwardDecoder(m, latent::weight);
    Matrix[] outputs = posteriorHeads.stream().map(Dense::outputGradient).toArray(Matrix[]::new);
    latent.backward(outputs, m, now);
    for (int h = 0; h < posteriorHeads.size(); h++) {
      posteriorHeads.get(h).backward(m);
      if (!encoder.isEmpty()) {
        posteriorHeads.get(h).backwardInput(top(encoder).outputGradient(), m, h == 0 ? 0 : 1);
      }
    }
    backward(encoder, null, m);
  }

  /** From the likelihood down to what the decoder read. */
  private void backwardDecoder(int m, IntToDoubleFunction weight) {
    int columns = m * latent.points();
    Matrix below = decoder.isEmpty() ? latent.gradient() : top(decoder).outputGradient();
    for (int k = 0; k < heads.size(); k++) {
      int width = heads.get(k).width();
      double[] scaled = new double[columns * width];
      for (int column = 0; column < columns; column++) {
        // The loss is minus the objective, a mean over the batch.
        double factor = weight.applyAsDouble(column);
        for (int i = column * width; i < (column + 1) * width; i++) {
          scaled[i] = factor * headGradients[k][i] / -m;
        }
      }
      heads.get(k).outputGradient().write(0, scaled, scaled.length);
      heads.get(k).backward(columns);
      heads.get(k).backwardInput(below, columns, k == 0 ? 0 : 1);
    }
    backward(decoder, latent.gradient(), columns);
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
    for (Dense head : posteriorHeads) {
      head.forward(h, m);
    }
  }

  private void decodeBatch(int columns) {
    INDArray h = latent.columns(columns);
    for (Dense layer : decoder) {
      h = layer.forward(h, columns);
    }
    for (Dense head : heads) {
      head.forward(h, columns);
    }
  }

  private void requireBatch(int m) {
    if (m < 1 || m > batch) {
      throw new IllegalArgumentException(
          "Cannot run a batch of [" + m + "]: the network was built for 1 to [" + batch + "].");
    }
  }

  private void stack(String name, int layers, List<Dense> target, int columns) {
    for (int i = 0; i < layers; i++) {
      target.add(layer(name + "." + i, architecture.activation(), columns));
    }
  }

  private Dense layer(String name, Activation activation, int columns) {
    return new Dense(name, activation, layout, parameters, gradient, columns);
  }
}
