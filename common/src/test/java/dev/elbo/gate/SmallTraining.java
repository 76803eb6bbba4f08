package dev.elbo.gate;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.Network;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.Rows;
import dev.elbo.vae.ScoreRequest;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Gaussian;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Trainings of a twentieth of a second on the bundled digits, and its scores on a holdout. */
final class SmallTraining implements AutoCloseable {
  private static final int FEATURES = 64;
  private static final int ROWS = 600;
  private static final int HOLDOUT = 300;
  private static final int BATCH = 50;
  private static final Optimizer OPTIMIZER = Optimizer.adam(1e-2);

  private final Architecture architecture;
  private final int epochs;
  private final Network network;
  private final float[] rows;
  private final float[] holdout;

  /** Trainings of networks with so many normal latents, for so many epochs. */
  SmallTraining(int latents, int epochs) throws IOException {
    this.architecture =
        new Architecture(
            FEATURES,
            List.of(32),
            Latents.normal(latents),
            List.of(32),
            Activation.RELU,
            new Gaussian(0.05));
    this.epochs = epochs;
    this.network = new Network(architecture, Objective.elbo(), BATCH, Engine.FUSED);
    float[] all = digits(ROWS + HOLDOUT);
    this.rows = Arrays.copyOf(all, ROWS * FEATURES);
    this.holdout = Arrays.copyOfRange(all, ROWS * FEATURES, all.length);
  }

  private static float[] digits(int count) throws IOException {
    float[] values = new float[count * FEATURES];
    Path file = Path.of("../conf/data/optdigits-train.csv.gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (int i = 0; i < count; i++) {
        String[] cells = reader.readLine().split(",", -1);
        for (int j = 0; j < FEATURES; j++) {
          values[i * FEATURES + j] = Float.parseFloat(cells[j]) / 16;
        }
      }
    }
    return values;
  }

  /** Trains from scratch; two trainings differ in the seed alone. */
  HoldoutScores train(long seed) {
    network.setParameters(
        Initializer.initialize(
            network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(seed, 0, 0, 0)));
    int moments = StepRule.momentCount(OPTIMIZER, network.layout().length());
    try (StepRule rule = Engine.FUSED.stepRule(OPTIMIZER, new float[moments])) {
      int step = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        int[] order = Noise.of(seed, epoch, 0, 0).split(Noise.Use.ORDER).permutation(ROWS);
        for (int from = 0; from < ROWS; from += BATCH) {
          int first = from;
          Rows batch =
              (row, target) ->
                  System.arraycopy(rows, order[first + row] * FEATURES, target, 0, FEATURES);
          Noise noise = Noise.of(seed, epoch, 0, step).split(Noise.Use.POSTERIOR);
          network.step(
              batch, BATCH, noise, Annealing.beta(1), new ElboSums(architecture.latents()));
          rule.update(network.parameters(), network.gradient(), step, OPTIMIZER.learningRate());
          step++;
        }
      }
    }
    return scores();
  }

  private HoldoutScores scores() {
    double[] elbos = new double[HOLDOUT];
    double[] anomalies = new double[HOLDOUT];
    Noise[] noise = new Noise[BATCH];
    for (int from = 0; from < HOLDOUT; from += BATCH) {
      int first = from;
      Arrays.setAll(
          noise, i -> Noise.of(0, 0, 0, 0).split(Noise.Use.EVALUATION).at((long) first + i));
      Rows batch =
          (row, target) -> System.arraycopy(holdout, (first + row) * FEATURES, target, 0, FEATURES);
      RowScores scores = network.score(batch, BATCH, noise, ScoreRequest.elbo());
      for (int i = 0; i < BATCH; i++) {
        elbos[from + i] = scores.elbo(i);
        anomalies[from + i] = -scores.reconstruction()[i];
      }
    }
    return new HoldoutScores(elbos, anomalies, architecture.latents().dimension());
  }

  @Override
  public void close() {
    network.close();
  }
}
