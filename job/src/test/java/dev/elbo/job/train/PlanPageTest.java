package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanPageTest {
  @TempDir private Path folder;

  private Path conf() throws IOException {
    Files.writeString(folder.resolve("rows.csv"), "a,b,kind\n1,10,x\n2,,y\n3,30,x\n4,40,z\n");
    return Files.writeString(
        folder.resolve("mine.conf"),
        """
        elbo.data { format = csv, path = rows.csv, label = kind, missing = mean }
        elbo.data.validation.fraction = 0
        elbo.model { encoder = [8], decoder = [8], latent.dimension = 2, likelihood = gaussian }
        """);
  }

  private TrainingPlan plan(SparkSession spark, String... sets) throws IOException {
    ResolvedSettings resolved =
        ResolvedSettings.read(
            new Sources(List.of(sets), Map.of(), Map.of(), conf().toString(), folder.toString()),
            spark.sparkContext().hadoopConfiguration());
    return TrainingPlan.of(spark, resolved, Optional.of("mine"));
  }

  @Test
  void withoutAWishForGpusItSaysWhatTrains() throws Exception {
    SparkSession spark = Sparks.local(2);
    assertThat(PlanPage.gpus(plan(spark), spark))
        .isEqualTo(
            "%nGPUs%n  none wanted: training is on CPUs (elbo.training.gpu.amount)%n".formatted());
  }

  /** The jar of the tests has no CUDA, whatever the machine has. */
  @Test
  void aWishThatCannotBeIsRefusedByThePlanAlready() throws Exception {
    SparkSession spark = Sparks.local(2);
    TrainingPlan wish = plan(spark, "elbo.training.gpu.amount=1");
    assertThatThrownBy(() -> PlanPage.gpus(wish, spark))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot train on GPUs: ")
        .hasMessageEndingWith(", or set elbo.training.gpu.fallback to [cpu].");
    TrainingPlan either =
        plan(spark, "elbo.training.gpu.amount=1", "elbo.training.gpu.fallback=cpu");
    assertThat(PlanPage.gpus(either, spark))
        .contains("GPUs", "Training on CPUs, as elbo.training.gpu.fallback says: ");
  }

  @Test
  void aPlanShowsSettingsDataNetworkAndMemoryAndWritesNothing() throws Exception {
    SparkSession spark = Sparks.local(2);
    String page =
        PlanPage.of(plan(spark, "elbo.training.batch-size=2"), spark).replaceAll(" +", " ");
    assertThat(page)
        .contains(
            " elbo.training.batch-size = 2 (--set)",
            " elbo.training.epochs = 10 (default)",
            "mine.conf: 1)",
            "4 rows to train on, none held out, 2 features",
            " a 1.00000 4.00000 2.50000 1.11803 0\n",
            " b 10.0000 40.0000 26.6667 12.4722 1\n",
            "2 features - [8] - 2 normal latents - [8] - gaussian",
            "id mine, shards: 1, 2 steps an epoch",
            "packed rows in the cache");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }
}
