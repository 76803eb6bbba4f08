package dev.elbo.vae.cuda;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.Minibatch;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.StepAt;
import dev.elbo.vae.StepEngine;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import java.util.List;
import java.util.Optional;

/**
 * Some steps of a small network, on the GPU and on the processor: a card, driver or library that
 * computes something else is found before training. The parameters of plain gradient descent are
 * compared, which are a sum of all gradients.
 */
final class SelfCheck {
  private static final int FEATURES = 52;
  private static final int ROWS = 24;
  private static final int STEPS = 3;
  private static final double RATE = 0.5;

  private SelfCheck() {}

  /** What is wrong with a GPU; empty if nothing is. */
  static Optional<String> problem(CudaEngine engine) {
    double difference = difference(engine);
    double most = engine.precision().tolerance();
    return difference <= most
        ? Optional.empty()
        : Optional.of(
            "its parameters after %d steps differ from the processor's by %.1e of their change, and %.0e is the most"
                .formatted(STEPS, difference, most));
  }

  /** ||gpu - cpu|| / ||cpu - start||. */
  static double difference(StepEngine engine) {
    Architecture architecture =
        new Architecture(
            FEATURES,
            List.of(40),
            Latents.normal(7),
            List.of(36),
            Activation.TANH,
            new Bernoulli());
    float[] start =
        Initializer.initialize(
            new ParameterLayout(architecture), Initialization.FAN_IN_UNIFORM, Noise.of(1, 0, 0, 0));
    float[] expected = trained(Engine.FUSED, architecture, start);
    float[] actual = trained(engine, architecture, start);
    double error = 0;
    double change = 0;
    for (int i = 0; i < start.length; i++) {
      error += Math.pow((double) actual[i] - expected[i], 2);
      change += Math.pow((double) expected[i] - start[i], 2);
    }
    double difference = Math.sqrt(error / change);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  private static float[] trained(StepEngine engine, Architecture architecture, float[] start) {
    Optimizer adam = Optimizer.adam(RATE);
    Optimizer sgd =
        new Optimizer(
            Optimizer.Rule.SGD,
            RATE,
            adam.schedule(),
            adam.beta1(),
            adam.beta2(),
            adam.epsilon(),
            adam.momentum(),
            adam.rho(),
            0);
    StepSettings settings =
        new StepSettings(architecture, Objective.elbo(), sgd, Double.POSITIVE_INFINITY, ROWS);
    float[] rows = new float[ROWS * FEATURES];
    Noise noise = Noise.of(2, 0, 0, 0);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) noise.uniform(i);
    }
    PackedShard shard = PackedShard.of(FEATURES, List.of(rows));
    try (Steps steps = engine.open(settings, () -> shard, start, new float[0])) {
      for (int i = 0; i < STEPS; i++) {
        Noise key = Noise.of(3, 1, 0, i).split(Noise.Use.POSTERIOR);
        steps.take(new All(rows), new StepAt(key, Annealing.beta(1), i, RATE));
      }
      return steps.parameters();
    }
  }

  /** All rows, in their order. */
  private record All(float[] rows) implements Minibatch {
    @Override
    public int size() {
      return ROWS;
    }

    @Override
    public int position(int row) {
      return row;
    }

    @Override
    public void copy(int row, float[] target) {
      System.arraycopy(rows, row * FEATURES, target, 0, FEATURES);
    }
  }
}
