package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleMachineTest {
  private static final int EPOCHS = 3;
  private static final int BATCH = 32;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"adam", "nesterovs", "sgd", "adamw"})
  void oneShardOnSparkEqualsAPlainLoopToTheBit(String rule) throws Exception {
    SparkSession spark = Sparks.local(2);
    String settings = settings(rule);
    Progress.RunResult result = Trainings.train(spark, folder.resolve("out"), settings);
    float[] expected = plainLoop(spark, settings);
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
  void everyExampleIsSeenOnceAnEpochWithAnyShardsAndBatches() throws Exception {
    SparkSession spark = Sparks.local(2);
    for (int shards : new int[] {1, 2, 7, 331}) {
      Progress.RunResult result =
          Trainings.train(
              spark,
              folder.resolve("out" + shards),
              settings("adam"),
              "elbo.training { shards = " + shards + ", batch-size = 97, epochs = 2 }");
      assertThat(Trainings.metrics(result))
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).contains("\"examples\":331,"));
    }
  }

  /** Everything of a single machine written out: one network, one order, one step after another. */
  private static float[] plainLoop(SparkSession spark, String text) throws Exception {
    Path conf = Files.writeString(Files.createTempFile("elbo", ".conf"), text);
    Settings settings =
        ResolvedSettings.read(
                new Sources(List.of(), Map.of(), Map.of(), conf.toString(), "/"),
                spark.sparkContext().hadoopConfiguration())
            .settings();
    Optimizer optimizer = settings.training().optimizer();
    TrainingData data = TrainingData.open(spark, settings.data(), settings.model().likelihood());
    Architecture architecture =
        new Architecture(
            4,
            settings.model().encoder(),
            Latents.normal(2),
            settings.model().decoder(),
            settings.model().activation(),
            data.likelihood());
    try (Shards shards = data.pack(1, 7);
        Network network = new Network(architecture, BATCH)) {
      List<Block> rows = shards.blocks().collect();
      RowFormat format = shards.format();
      network.setParameters(
          Initializer.initialize(
              network.layout(), Initialization.FAN_IN_UNIFORM, Noise.of(7, 0, 0, 0)));
      int moments = StepRule.momentCount(optimizer, network.layout().length());
      StepRule rule = Engine.FUSED.stepRule(optimizer, new float[moments]);
      long step = 0;
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        EpochOrder order = EpochOrder.of(rows, format, Noise.of(7, epoch, 0, 0));
        for (int i = 0; order.hasNext(); i++) {
          int count = order.next(BATCH);
          Noise noise = Noise.of(7, epoch, 0, i).split(Noise.Use.POSTERIOR);
          network.step(order, count, noise, Annealing.beta(1), new ElboSums(Latents.normal(2)));
          rule.update(network.parameters(), network.gradient(), step++, optimizer.learningRate());
        }
      }
      return network.getParameters();
    }
  }

  private String settings(String rule) throws Exception {
    Path data = folder.resolve("rows.csv");
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    Noise noise = Noise.of(5, 0, 0, 0);
    for (int i = 0; i < 331; i++) {
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
        elbo.training { epochs = 3, batch-size = 32, seed = 7, shards = 1, optimizer.name = %s }
        """
        .formatted(data, rule);
  }
}
