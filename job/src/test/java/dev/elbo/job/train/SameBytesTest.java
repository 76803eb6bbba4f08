package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.distribution.Noise;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The result depends on rows, settings, seed and the number of shards, and on nothing else. */
class SameBytesTest {
  private static final int ROWS = 700;

  @TempDir private Path folder;

  @Test
  void filesCoresAndSplitsDoNotChangeAByte() {
    Path one = write("one", 1, false);
    Path seven = write("seven", 7, true);
    Progress.RunResult expected = train(Sparks.local(2), one, "a");
    List<Progress.RunResult> others =
        List.of(
            train(Sparks.local(2), one, "b"),
            train(Sparks.local(2), seven, "c"),
            train(Sparks.local(1), one, "d"),
            train(Sparks.local(1), seven, "e"),
            train(Sparks.local(2, Map.of("spark.sql.files.maxPartitionBytes", "2000")), one, "f"),
            train(Sparks.local(2, Map.of("spark.sql.files.maxPartitionBytes", "2000")), seven, "g"),
            train(Sparks.local(2, Map.of("spark.task.cpus", "2")), seven, "h"),
            train(
                Sparks.local(
                    2,
                    Map.of(
                        "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
                        "spark.sql.shuffle.partitions", "5",
                        "spark.sql.adaptive.enabled", "false")),
                seven,
                "i"));
    for (Progress.RunResult other : others) {
      assertThat(other.runId()).isEqualTo(expected.runId());
      assertThat(Trainings.model(other)).isEqualTo(Trainings.model(expected));
      assertThat(Trainings.metrics(other)).isEqualTo(Trainings.metrics(expected));
    }
  }

  @Test
  void theSeedAndTheNumberOfShardsChangeTheModel() {
    Path data = write("data", 1, false);
    SparkSession spark = Sparks.local(2);
    var first = Trainings.model(train(spark, data, "a"));
    assertThat(Trainings.model(train(spark, data, "b", "elbo.training.seed = 2")))
        .isNotEqualTo(first);
    assertThat(Trainings.model(train(spark, data, "c", "elbo.training.shards = 2")))
        .isNotEqualTo(first);
  }

  private Progress.RunResult train(SparkSession spark, Path data, String out, String... more) {
    List<String> settings = new ArrayList<>();
    settings.add(
        """
        elbo.data {
          format = parquet, path = "%s", label = kind, scale = standard, missing = mean
          validation.fraction = 0.2
        }
        elbo.model { encoder = [9], decoder = [8], latent.dimension = 2, likelihood = gaussian }
        elbo.training { epochs = 2, batch-size = 37, shards = 3, clip-norm = 5 }
        """
            .formatted(data));
    settings.addAll(List.of(more));
    return Trainings.train(spark, folder.resolve(out), settings.toArray(String[]::new));
  }

  /** The same rows in so many files, shuffled if asked for: with ties, gaps and tiny values. */
  private Path write(String name, int files, boolean shuffle) {
    Noise noise = Noise.of(3, 0, 0, 0);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int twin = i % 650;
      double z = noise.gaussian(3L * twin);
      rows.add(
          RowFactory.create(
              z,
              twin % 17 == 0 ? null : 1e6 + 3 * z + noise.gaussian(3L * twin + 1),
              1e-9 * noise.gaussian(3L * twin + 2),
              twin % 3,
              "k" + twin % 4));
    }
    if (shuffle) {
      Collections.shuffle(rows, new Random(9));
    }
    StructType type =
        new StructType()
            .add("a", DataTypes.DoubleType)
            .add("b", DataTypes.DoubleType)
            .add("c", DataTypes.DoubleType)
            .add("d", DataTypes.IntegerType)
            .add("kind", DataTypes.StringType);
    Path path = folder.resolve(name);
    Sparks.local(2)
        .createDataFrame(rows, type)
        .repartition(files)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .parquet(path.toString());
    return path;
  }
}
