package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import java.util.Arrays;

/** A network and its optimizer without Spark: the one place where benchmarks call them. */
public final class BareStep implements AutoCloseable {
  private static final long SEED = 1;

  private final Architecture architecture;
  private final Optimizer optimizer;
  private final Network network;
  private final StepRule rule;
  private final Noise[] rowNoise;
  private ElboSums sums;
  private long steps;

  /** A network with initial parameters that trains on the ELBO. */
  public BareStep(Shape shape, Optimizer optimizer, int batch, Engine engine) {
    this.architecture = shape.architecture();
    this.optimizer = optimizer;
    this.network = new Network(architecture, Objective.elbo(), batch, engine);
    ParameterLayout layout = network.layout();
    network.setParameters(
        Initializer.initialize(layout, Initialization.FAN_IN_UNIFORM, Noise.of(SEED, 0, 0, 0)));
    int moments = StepRule.momentCount(optimizer, layout.length());
    this.rule = engine.stepRule(optimizer, new float[moments]);
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
   * @param rows of which the first m are taken
   * @param m at most the batch size
   */
  public void train(Rows rows, int m) {
    gradient(rows, m);
    update();
  }

  /** Forward and backward. */
  public void gradient(Rows rows, int m) {
    Noise noise = Noise.of(SEED, 1, 0, (int) steps).split(Noise.Use.POSTERIOR);
    network.step(rows, m, noise, Annealing.beta(1), sums);
  }

  /** The optimizer with the gradient that is there. */
  public void update() {
    rule.update(network.parameters(), network.gradient(), steps, optimizer.learningRate());
    steps++;
  }

  /**
   * Scores a batch: the code of each row and its ELBO, without gradients.
   *
   * @param rows of which the first m are taken
   */
  public RowScores score(Rows rows, int m) {
    return network.score(rows, m, rowNoise, ScoreRequest.elbo());
  }

  /** Means of the epoch so far, in nats an example. */
  public ElboParts parts() {
    return sums.parts();
  }

  @Override
  public void close() {
    rule.close();
    network.close();
  }
}
