package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.Shards;
import dev.elbo.job.data.TrainingData;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Settings;
import dev.elbo.settings.Sources;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.Tensor;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.Network;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Averaging on Spark against the same averaging as a plain loop on one machine, to the bit. */
class RoundsTest {
  /** Digits enough to see that a mean lies just between two floats. */
  private static final MathContext PRECISION = new MathContext(200);

  private static final int EPOCHS = 2;
  private static final int BATCH = 32;
  private static final int ROWS = 331;
  private static final Latents LATENTS = Latents.normal(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2, 1000, average",
    "2, 2, average",
    "3, 1, average",
    "3, 2, local",
    "2, 1000, local",
    "3, 2, reset"
  })
  void roundsOnSparkEqualAPlainLoopToTheBit(int shards, int every, String moments)
      throws Exception {
    SparkSession spark = Sparks.local(2);
    String settings = settings(shards, every, moments);
    Progress progress = new Progress.Silent();
    var result = Trainings.train(spark, folder.resolve("out"), progress, settings);
    float[] expected = plainLoop(spark, settings, shards, every, moments);
    float[] actual = new float[expected.length];
    int at = 0;
    for (Tensor tensor :
        ModelDirectory.read(
                spark.sparkContext().hadoopConfiguration(),
                new org.apache.hadoop.fs.Path(result.model()))
            .parameters()) {
      System.arraycopy(tensor.floats(), 0, actual, at, tensor.length());
      at += tensor.length();
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void aRoundEndsWithinAnEpochAndEveryExampleIsSeenOnce() throws Exception {
    SparkSession spark = Sparks.local(2);
    for (int shards : new int[] {2, 7, 331}) {
      var result =
          Trainings.train(spark, folder.resolve("out" + shards), settings(shards, 1, "local"));
      int longest = (int) Math.ceil(Math.ceil((double) ROWS / shards) / BATCH);
      assertThat(Trainings.metrics(result))
          .hasSize(EPOCHS)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains("\"examples\":331,")
                      .contains("\"rounds\":" + longest + ","));
    }
  }

  @Test
  void nothingOfShardsIsLeftBehindByAFinishedRun() throws Exception {
    var result = Trainings.train(Sparks.local(2), folder.resolve("out"), settings(3, 2, "local"));
    assertThat(Path.of(result.directory(), "shards")).doesNotExist();
  }

  /** One network, all shards in turn, their orders and noise going on from round to round. */
  private static float[] plainLoop(
      SparkSession spark, String text, int count, int every, String policy) throws Exception {
    Settings settings = read(spark, text);
    Optimizer optimizer = settings.training().optimizer();
    TrainingData data = TrainingData.open(spark, settings.data(), settings.model().likelihood());
    Architecture architecture =
        new Architecture(
            4,
            settings.model().encoder(),
            LATENTS,
            settings.model().decoder(),
            settings.model().activation(),
            data.likelihood());
    try (Shards shards = data.pack(count, 7);
        Network network = new Network(architecture, BATCH)) {
      List<List<Block>> rows = shards.blocks().glom().collect();
      float[] state =
          Initializer.initialize(
              network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(7, 0, 0, 0));
      int length = StepRule.momentCount(optimizer, state.length);
      float[][] moments = new float[count][length];
      long step = 0;
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        List<EpochOrder> orders = new ArrayList<>();
        for (int k = 0; k < count; k++) {
          orders.add(EpochOrder.of(rows.get(k), shards.format(), Noise.of(7, epoch, k, 0)));
        }
        for (int from = 0; orders.stream().anyMatch(EpochOrder::hasNext); from += every) {
          float[][] ends = new float[count][];
          long[] weights = new long[count];
          int longest = 0;
          for (int k = 0; k < count; k++) {
            network.setParameters(state);
            StepRule rule = Engine.FUSED.stepRule(optimizer, moments[k]);
            int i = 0;
            for (; i < every && orders.get(k).hasNext(); i++) {
              int n = orders.get(k).next(BATCH);
              Noise noise = Noise.of(7, epoch, k, from + i).split(Noise.Use.POSTERIOR);
              network.step(orders.get(k), n, noise, Annealing.beta(1), new ElboSums(LATENTS));
              rule.update(
                  network.parameters(), network.gradient(), step + i, optimizer.learningRate());
              weights[k] += n;
            }
            longest = Math.max(longest, i);
            ends[k] = network.getParameters();
            moments[k] = rule.moments();
          }
          state = mean(ends, weights);
          step += longest;
          if (policy.equals("average")) {
            float[] mean = mean(moments, weights);
            moments = new float[][] {mean, mean, mean};
          } else if (policy.equals("reset")) {
            moments = new float[count][length];
            step = 0;
          }
        }
      }
      return state;
    }
  }

  /** Exact, then rounded once. */
  private static float[] mean(float[][] vectors, long[] weights) {
    long total = 0;
    for (long weight : weights) {
      total += weight;
    }
    float[] mean = new float[vectors[0].length];
    for (int i = 0; i < mean.length; i++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int k = 0; k < weights.length; k++) {
        sum = sum.add(new BigDecimal(vectors[k][i]).multiply(BigDecimal.valueOf(weights[k])));
      }
      mean[i] = sum.divide(BigDecimal.valueOf(total), PRECISION).floatValue();
    }
    return mean;
  }

  private static Settings read(SparkSession spark, String text) throws IOException {
    Path conf = Files.writeString(Files.createTempFile("elbo", ".conf"), text);
    return ResolvedSettings.read(
            new Sources(List.of(), Map.of(), Map.of(), conf.toString(), "/"),
            spark.sparkContext().hadoopConfiguration())
        .settings();
  }

  private String settings(int shards, int every, String moments) throws IOException {
    Path data = folder.resolve("rows.csv");
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    Noise noise = Noise.of(5, 0, 0, 0);
    for (int i = 0; i < ROWS; i++) {
      double z = noise.gaussian(5L * i);
      for (int j = 0; j < 4; j++) {
        csv.append(j == 0 ? "" : ",").append(z * (j + 1) + 0.3 * noise.gaussian(5L * i + j + 1));
      }
      csv.append('\n');
    }
    Files.writeString(data, csv);
    return """
        elbo.data { format = csv, path = "%s", scale = standard, validation.fraction = 0 }
        elbo.model { encoder = [9], decoder = [8], latent.dimension = 2, likelihood = gaussian }
        elbo.training {
          epochs = 2, batch-size = 32, seed = 7, shards = %d
          averaging { every = %d, moments = %s, scale = none, iterate-average = 1, outer.name = none }
        }
        """
        .formatted(data, shards, every, moments);
  }
}
