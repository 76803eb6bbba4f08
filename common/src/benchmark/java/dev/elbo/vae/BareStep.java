package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.vae.latent.Annealing;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network and its optimizer without Spark: the one place where benchmarks call them. */
public final class BareStep implements AutoCloseable {
  private static final long SEED = 1;

  private final Architecture architecture;
  private final Optimizer optimizer;
  private final Network network;
  private final INDArray moments;
  private final StepRule rule;
  private final Noise[] rowNoise;
  private ElboSums sums;
  private long steps;

  /** A network with initial parameters that trains on the ELBO. */
  public BareStep(Shape shape, Optimizer optimizer, int batch) {
    this.architecture = shape.architecture();
    this.optimizer = optimizer;
    this.network = new Network(architecture, batch);
    ParameterLayout layout = network.layout();
    network.setParameters(
        Initializer.initialize(layout, Initialization.FAN_IN_UNIFORM, Noise.of(SEED, 0, 0, 0)));
    int count = StepRule.momentCount(optimizer, layout.length());
    this.moments = count == 0 ? Nd4j.empty(DataType.FLOAT) : Nd4j.zeros(DataType.FLOAT, count);
    this.rule = new StepRule(optimizer, moments);
    this.rowNoise = new Noise[batch];
    Arrays.setAll(rowNoise, i -> Noise.of(SEED, 0, 0, 0).split(Noise.Use.EVALUATION).at(i));
    startEpoch();
  }

  /** Forgets the metrics so far. */
  public void startEpoch() {
    sums = new ElboSums(architecture.latents());
  }

  /**
   * One step of training with all its metrics.
   *
   * @param rows [m, features] row by row
   * @param m at most the batch size
   */
  public void train(float[] rows, int m) {
    gradient(rows, m);
    update();
  }

  /** Forward and backward. */
  public void gradient(float[] rows, int m) {
    Noise noise = Noise.of(SEED, 1, 0, (int) steps).split(Noise.Use.POSTERIOR);
    network.step(rows, m, noise, Annealing.beta(1), sums);
  }

  /** The optimizer with the gradient that is there. */
  public void update() {
    rule.update(network.parameters(), network.gradient(), steps, optimizer.learningRate());
    steps++;
  }

  /**
   * Scores a batch: the center of its latents and its ELBO, without gradients.
   *
   * @return the centers, [m, latents] row by row
   */
  public double[] score(float[] rows, int m) {
    network.evaluate(rows, m, rowNoise, Annealing.beta(1), sums);
    return network.encode(rows, m);
  }

  /** Means of the epoch so far, in nats an example. */
  public ElboParts parts() {
    return sums.parts();
  }

  @Override
  public void close() {
    network.close();
    moments.close();
  }
}
