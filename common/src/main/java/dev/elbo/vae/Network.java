package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.RowLikelihood;
import java.util.Arrays;
import java.util.List;
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
  private final int batch;
  private final FlatVectors vectors;
  private final EncoderInput input;
  private final Stack encoder;
  private final List<OutputLayer> posteriorHeads;
  private final Matrix[] headGradients;
  private final Posterior posterior;
  private final LatentLayer latent;
  private final Stack decoder;
  private final LikelihoodLayer likelihood;
  private final RowLikelihood rowLikelihood;
  private final PosteriorReader reader;

  /** log p(x|z) of each column of the decoder. */
  private final double[] logDensity;

  /** A fused network that trains on the plain ELBO. Its parameters are zero. */
  public Network(Architecture architecture, int batch) {
    this(architecture, Objective.elbo(), batch, Engine.FUSED);
  }

  /**
   * A network in single precision. Its parameters are zero.
   *
   * @param objective what steps maximize and {@link #evaluate} measures
   * @param batch the most examples of one call
   * @param engine who does the element-wise work
   */
  public Network(Architecture architecture, Objective objective, int batch, Engine engine) {
    this(architecture, objective, batch, engine, DataType.FLOAT);
  }

  private Network(
      Architecture architecture, Objective objective, int batch, Engine engine, DataType type) {
    Nd4jRuntime.start();
    this.architecture = architecture;
    this.batch = batch;
    this.posterior = architecture.posterior();
    this.reader = new PosteriorReader(posterior);
    this.vectors = FlatVectors.allocate(type, new ParameterLayout(architecture));
    this.input =
        new EncoderInput(
            type, architecture.inputs(), batch, architecture.likelihood() instanceof Mixed);
    this.latent = LatentLayers.of(type, architecture.latents(), posterior, objective, batch);
    int columns = Math.multiplyExact(batch, latent.points());
    Stack.LayerKind kind = engine.layers(architecture.activation());
    this.encoder =
        new Stack(
            "encoder", architecture.encoder().size(), kind, vectors, input.read(), null, batch);
    this.decoder =
        new Stack(
            "decoder",
            architecture.decoder().size(),
            kind,
            vectors,
            latent.input(),
            latent.gradient(),
            columns);
    this.posteriorHeads = encoder.heads(posteriorHeadNames(), vectors, batch);
    this.headGradients = posteriorHeads.stream().map(Layer::outputGradient).toArray(Matrix[]::new);
    this.rowLikelihood = architecture.likelihood().over(architecture.features());
    this.likelihood =
        LikelihoodLayer.of(
            engine, architecture, decoder.heads(likelihoodHeadNames(), vectors, columns), columns);
    this.logDensity = new double[columns];
  }

  /** The network in double precision, on ND4J's operations: what gradients are checked on. */
  public static Network reference(Architecture architecture, Objective objective, int batch) {
    return new Network(architecture, objective, batch, Engine.ND4J, DataType.DOUBLE);
  }

  /** How many times the decoder runs for an example of a step. */
  public static int decodings(Architecture architecture, Objective objective) {
    return LatentLayers.points(architecture.posterior(), objective);
  }

  /** Where each tensor lies in the flat vectors. */
  public ParameterLayout layout() {
    return vectors.layout();
  }

  /** The flat parameter vector, [parameters]; steps write into it. */
  public INDArray parameters() {
    return vectors.parameters().array();
  }

  /** The flat gradient vector of the last step, [parameters]. */
  public INDArray gradient() {
    return vectors.gradient().array();
  }

  /** Replaces all parameters. */
  public void setParameters(float[] values) {
    vectors.parameters().put(0, values, layout().length());
  }

  /** A copy of all parameters. */
  public float[] getParameters() {
    float[] values = new float[layout().length()];
    vectors.parameters().get(0, values, values.length);
    return values;
  }

  /**
   * One training step without the update: leaves d(-objective)/d(parameters), a mean over the
   * batch, in {@link #gradient}.
   *
   * @param rows of which the first m are taken
   * @param m at most the batch size
   * @param noise a key of this minibatch; example i draws from {@code noise.at(i)}
   * @param sums receives the parts of each example
   */
  public void step(Rows rows, int m, Noise noise, Annealing now, ElboSums sums) {
    Noise[] keys = new Noise[m];
    for (int i = 0; i < m; i++) {
      keys[i] = noise.at(i);
    }
    encodeBatch(rows, m, m);
    latent.draw(posteriorOutputs(m), keys, m, now);
    int columns = m * latent.points();
    decodeBatch(columns);
    // The loss is minus the objective, a mean over the batch.
    double factor = latent.weighsEqually() ? -latent.weight(0) / m : -1.0 / m;
    likelihood.explain(input.cells(), columns, latent.points(), factor, logDensity);
    latent.weigh(logDensity, m, now, sums);
    backward(m, columns, now);
  }

  /**
   * {@link #step(Rows, int, Noise, Annealing, ElboSums)} on rows in an array.
   *
   * @param rows m examples, [m, features] row by row; may be longer
   */
  public void step(float[] rows, int m, Noise noise, Annealing now, ElboSums sums) {
    step(Rows.of(rows, architecture.features()), m, noise, now, sums);
  }

  /**
   * The parts of each example, without gradients. Always computes a whole batch, so that the bits
   * of an example do not depend on how many came with it.
   *
   * @param rows [batch, features] row by row, may be shorter
   * @param count how many examples there are
   * @param noise a key for each of them
   */
  public void evaluate(float[] rows, int count, Noise[] noise, Annealing now, ElboSums sums) {
    measure(Rows.of(rows, architecture.features()), count, noise, now, sums);
  }

  /**
   * What is asked for of each row. Always computes a whole batch, as {@link #evaluate} does; the
   * parts of the ELBO from one draw are those that it measures.
   *
   * @param rows of which the first {@code count} are taken
   * @param noise a key for each of them
   */
  public RowScores score(Rows rows, int count, Noise[] noise, ScoreRequest request) {
    encodeBatch(rows, count, batch);
    return new RowScoring(this, request, rows, count, noise).run();
  }

  /**
   * The centers of the posteriors of a batch: their means, where they have one.
   *
   * @return [m, size of z] row by row
   */
  public double[] encode(float[] rows, int m) {
    encodeBatch(Rows.of(rows, architecture.features()), m, m);
    return reader.centers(posteriorOutputs(m), m);
  }

  /** How many numbers z has. */
  public int codeSize() {
    return posterior.family().size();
  }

  /**
   * Draws from p(z).
   *
   * @param noise a key for each draw
   * @return [draws, size of z] row by row
   */
  public double[] prior(Noise[] noise) {
    double[] draws = new double[noise.length * codeSize()];
    double[] one = new double[codeSize()];
    for (int i = 0; i < noise.length; i++) {
      posterior.prior().sample(posterior.priorTheta(), noise[i], one);
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
    double[][] outputs = likelihoodOutputs(z, m);
    double[] result = new double[m * architecture.features()];
    for (int example = 0; example < m; example++) {
      rowLikelihood.mean(outputs, example, result, example * architecture.features());
    }
    return result;
  }

  /**
   * Draws from p(x|z) of a batch of latents.
   *
   * @param z [m, size of z] row by row
   * @param noise a key for each of the m
   * @return [m, features] row by row
   */
  public double[] sample(double[] z, Noise[] noise) {
    double[][] outputs = likelihoodOutputs(z, noise.length);
    double[] result = new double[noise.length * architecture.features()];
    for (int example = 0; example < noise.length; example++) {
      int at = example * architecture.features();
      rowLikelihood.sample(outputs, example, noise[example], result, at);
    }
    return result;
  }

  @Override
  public void close() {
    encoder.close();
    posteriorHeads.forEach(Layer::close);
    latent.close();
    decoder.close();
    likelihood.close();
    input.close();
    vectors.close();
  }

  private double[][] likelihoodOutputs(double[] z, int m) {
    requireBatch(m);
    int size = posterior.family().size();
    double[] view = new double[m * posterior.inputs()];
    for (int i = 0; i < m; i++) {
      double[] one = Arrays.copyOfRange(z, i * size, (i + 1) * size);
      posterior.view().apply(one, view, i * posterior.inputs());
    }
    latent.set(view, m);
    decodeBatch(m);
    return likelihood.outputs(m);
  }

  private void measure(Rows rows, int count, Noise[] noise, Annealing now, ElboReceiver receiver) {
    Noise[] keys = new Noise[batch];
    for (int i = 0; i < batch; i++) {
      keys[i] = noise[Math.min(i, count - 1)];
    }
    encodeBatch(rows, count, batch);
    latent.draw(posteriorOutputs(batch), keys, batch, now);
    decodeBatch(batch * latent.points());
    likelihood.measure(input.cells(), count * latent.points(), latent.points(), logDensity);
    latent.weigh(logDensity, count, now, receiver);
  }

  /** Draws z for the whole encoded batch, a point a row, and decodes it. */
  void draw(double[][] heads, Noise[] keys) {
    latent.draw(heads, keys, batch, RowScoring.PLAIN);
    decodeBatch(batch);
  }

  /** Hands the parts of what was drawn on; returns log p(x|z) of each row, in nats. */
  double[] measureDrawn(int count, ElboReceiver receiver) {
    likelihood.measure(input.cells(), count, 1, logDensity);
    latent.weigh(logDensity, count, RowScoring.PLAIN, receiver);
    return logDensity;
  }

  /** log q(z|x) - log p(z) of what was drawn, in nats; NaN for a row without an encoding. */
  double logRatio(int example) {
    return latent.logRatio(example);
  }

  /** Of what was drawn, [batch, width] row by row each. */
  double[][] likelihoodOutputs() {
    return likelihood.outputs(batch);
  }

  /** Of the encoded batch, [batch, width] row by row each. */
  double[][] posteriorOutputs() {
    return posteriorOutputs(batch);
  }

  Architecture architecture() {
    return architecture;
  }

  int batch() {
    return batch;
  }

  PosteriorReader posteriorReader() {
    return reader;
  }

  RowLikelihood rowLikelihood() {
    return rowLikelihood;
  }

  private void backward(int m, int columns, Annealing now) {
    if (latent.wantsEveryColumn()) {
      backwardDecoder(columns);
      latent.keepGradient(m);
    }
    if (!latent.weighsEqually()) {
      likelihood.weigh(columns, latent::weight);
    }
    backwardDecoder(columns);
    latent.backward(headGradients, m, now);
    posteriorHeads.forEach(head -> head.backward(m));
    encoder.backward(m);
  }

  private void backwardDecoder(int columns) {
    likelihood.backward(columns);
    decoder.backward(columns);
  }

  /** Takes {@code count} rows and runs the first m of the batch; what is behind counts as 0. */
  private void encodeBatch(Rows rows, int count, int m) {
    requireBatch(m);
    Nd4jRuntime.pinThread();
    input.put(rows, count, m);
    encoder.forward(m);
    posteriorHeads.forEach(head -> head.forward(m));
  }

  private double[][] posteriorOutputs(int m) {
    return posteriorHeads.stream().map(head -> head.outputs(m)).toArray(double[][]::new);
  }

  private void decodeBatch(int columns) {
    Nd4jRuntime.pinThread();
    decoder.forward(columns);
    likelihood.forward(columns);
  }

  private List<String> posteriorHeadNames() {
    return posterior.heads().stream().map(head -> "posterior." + head.name()).toList();
  }

  private List<String> likelihoodHeadNames() {
    return architecture.likelihood().over(architecture.features()).heads().stream()
        .map(head -> "likelihood." + head.name())
        .toList();
  }

  private void requireBatch(int m) {
    if (m < 1 || m > batch) {
      throw new IllegalArgumentException(
          "Cannot run a batch of [" + m + "]: the network was built for 1 to [" + batch + "].");
    }
  }
}
