package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.Shards;
import dev.elbo.job.data.TrainingData;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Settings;
import dev.elbo.settings.Sources;
import dev.elbo.store.Checkpoint;
import dev.elbo.store.Checkpoints;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import dev.elbo.vae.Architecture;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when training diverges. */
class GoingBackTest {
  @TempDir private Path folder;
  private SparkSession spark;
  private String settings;

  @BeforeEach
  void writeData() throws IOException {
    spark = Sparks.local(2);
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < 300; i++) {
      csv.append(Math.sin(i)).append(',').append(Math.cos(3 * i)).append('\n');
    }
    Path data = Files.writeString(folder.resolve("rows.csv"), csv);
    settings =
        """
        elbo.data { format = csv, path = "%s", scale = minmax }
        elbo.model { encoder = [8], decoder = [8], latent.dimension = 2 }
        elbo.training { epochs = 4, batch-size = 32, shards = 3 }
        elbo.training.averaging { every = 1, scale = none, iterate-average = 1, outer.name = none }
        """
            .formatted(data);
  }

  @Test
  void halvedOftenEnoughARateThatDivergesTrains() {
    Told told = new Told();
    Progress.RunResult result =
        Trainings.train(
            spark,
            folder.resolve("out"),
            told,
            settings,
            "elbo.training { optimizer.learning-rate = 64, divergence.tries = 20 }");
    assertThat(told.rollbacks).isNotEmpty();
    int halvings = told.rollbacks.get(told.rollbacks.size() - 1).tries();
    assertThat(halvings).isEqualTo(told.rollbacks.size());
    List<String> lines = Trainings.metrics(result);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(3)).contains("\"learning_rate\":" + Math.scalb(64.0, -halvings));
  }

  @Test
  void learningRateTenEndsWithExitCode4AndItsReason() {
    Trainings.Named named = new Trainings.Named("wild");
    assertThatThrownBy(
            () ->
                Trainings.train(
                    spark,
                    folder.resolve("out"),
                    named,
                    new Told(),
                    settings,
                    "elbo.training.optimizer { name = sgd, learning-rate = 1e4 }"))
        .isInstanceOfSatisfying(
            ElboException.class, e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.DIVERGED))
        .hasMessageStartingWith("Cannot finish epoch [1]: training diverged, ")
        .hasMessageEndingWith(
            ", at learning rate [1250.0] after going back [3] times."
                + " Lower elbo.training.optimizer.learning-rate [10000.0],"
                + " set elbo.training.clip-norm, or check elbo.data.scale.");
    RunDirectory run =
        new RunDirectory(new Configuration(), folder.resolve("out").toString(), "wild");
    assertThat(RunRecord.read(run.runFile()).exitCode()).contains(4);
    assertThat(Path.of(run.model().toUri().getPath())).doesNotExist();
  }

  @Test
  void aPoisonedShardIsNamedAndTheLastGoodCheckpointStays() throws Exception {
    Trainings.Named named = new Trainings.Named("poisoned");
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> Trainings.train(spark, out, named, new DiesAfter(2), settings))
        .hasMessage("the driver died");
    RunDirectory run = new RunDirectory(new Configuration(), out.toString(), "poisoned");
    Checkpoints checkpoints = new Checkpoints(new Configuration(), run.checkpoints(), 2);
    Checkpoint good = latest(checkpoints);
    Told told = new Told();

    assertThatThrownBy(() -> trainPoisoned(run, good, told))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith(
            "Cannot finish epoch [3]: training diverged, the objective is [NaN],"
                + " first in shards [1] of [3], at learning rate [1.25E-4]")
        .hasMessageEndingWith(" The checkpoints up to epoch [2] are whole.");
    assertThat(told.rollbacks)
        .extracting(TrainingListener.Rollback::epoch)
        .containsExactly(2, 2, 2);
    assertThat(told.rollbacks.get(0).sentence())
        .isEqualTo(
            "Training diverged in epoch 3: the objective is [NaN], first in shards [1] of [3]."
                + " It goes on from the end of epoch 2 with learning rate 5.0E-4"
                + " (going back for the first time).");
    assertThat(latest(checkpoints)).usingRecursiveComparison().isEqualTo(good);
  }

  private static Checkpoint latest(Checkpoints checkpoints) {
    return checkpoints.latest("poisoned", c -> Optional.empty()).checkpoint().orElseThrow();
  }

  /** The loop over shards of which the second has an infinite value that no reader let through. */
  private void trainPoisoned(RunDirectory run, Checkpoint start, Told told) throws IOException {
    Path conf = Files.writeString(folder.resolve("poisoned.conf"), settings);
    Settings read =
        ResolvedSettings.read(
                new Sources(List.of(), Map.of(), Map.of(), conf.toString(), "/"),
                new Configuration())
            .settings();
    TrainingData data = TrainingData.open(spark, read.data(), read.model().likelihood());
    Architecture architecture =
        new Architecture(
            2,
            read.model().encoder(),
            read.model().latents(),
            read.model().decoder(),
            read.model().activation(),
            data.likelihood());
    try (Shards shards = data.pack(3, read.training().seed())) {
      JavaRDD<Block> poisoned =
          shards
              .blocks()
              .mapPartitionsWithIndex(
                  (shard, blocks) ->
                      shard == 1 ? List.of(infinite(blocks.next())).iterator() : blocks,
                  true);
      Trainer trainer =
          new Trainer(
              new JavaSparkContext(spark.sparkContext()),
              read.training(),
              architecture,
              read.model(),
              read.training().engine(),
              new Shards(poisoned, shards.format(), shards.rows()),
              Optional.empty(),
              run.shards(),
              "poisoned",
              List.of(told));
      trainer.train(start.state().parameters(), start.state(), Optional.empty());
    }
  }

  /** A fake of damage in memory: no reader and no scaling gives such a block. */
  private static Block infinite(Block block) throws ReflectiveOperationException {
    Field floats = Block.class.getDeclaredField("floats");
    floats.setAccessible(true);
    ((float[]) floats.get(block))[7] = Float.POSITIVE_INFINITY;
    return block;
  }

  private static final class Told implements Progress {
    private final List<Rollback> rollbacks = new ArrayList<>();

    @Override
    public void onRollback(Rollback rollback) {
      rollbacks.add(rollback);
    }

    @Override
    public void note(String message) {}

    @Override
    public void onEnd(RunResult result) {}
  }
}
