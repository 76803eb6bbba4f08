package dev.elbo.job.retrain;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.job.train.Progress;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import dev.elbo.store.DecisionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A folder with a table that grows by a partition a day, and retrainings of it in one session. */
final class Days {
  /** Long after the files of the days, which are dated to the past. */
  static final Instant NOW = Instant.parse("2026-06-01T03:00:00Z");

  private static final Instant WRITTEN = Instant.parse("2026-05-31T00:00:00Z");

  final SparkSession spark = Sparks.local(2);
  final List<String> notes = new ArrayList<>();

  /** When retrainings take place. */
  Instant now = NOW;

  private final Path folder;

  Days(Path folder) {
    this.folder = folder;
  }

  Path data() {
    return folder.resolve("rows");
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Rows around a line in three dimensions. */
  static List<Row> rows(int count, long seed, double shift) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double z = random.nextGaussian();
      rows.add(
          RowFactory.create(
              z + 0.1 * random.nextGaussian() + shift,
              -z + 0.1 * random.nextGaussian(),
              0.5 * z + 0.1 * random.nextGaussian()));
    }
    return rows;
  }

  Dataset<Row> table(List<Row> rows) {
    StructType schema = new StructType();
    for (String name : List.of("a", "b", "c")) {
      schema = schema.add(name, DataTypes.DoubleType);
    }
    return spark.createDataFrame(rows, schema);
  }

  /** Writes a partition. */
  Days day(String day, Dataset<Row> rows) {
    return day(day, rows, "parquet");
  }

  /** Writes a partition in a format. */
  Days day(String day, Dataset<Row> rows, String format) {
    String partition = data().resolve("day=" + day).toString();
    rows.coalesce(1).write().mode("append").option("header", true).format(format).save(partition);
    touch(data().resolve("day=" + day), WRITTEN);
    return this;
  }

  Days day(String day, int count, long seed) {
    return day(day, table(rows(count, seed, 0)));
  }

  /** Takes a partition away. */
  void forget(String day) {
    FileUtil.fullyDelete(data().resolve("day=" + day).toFile());
  }

  /** Dates the files of a folder. */
  static void touch(Path folder, Instant time) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ResolvedSettings settings(String... more) {
    String text =
        """
        elbo {
          data { format = parquet, path = rows, scale = standard, validation.fraction = 0 }
          model { encoder = [8], decoder = [8], latent.dimension = 2, likelihood = gaussian }
          training { epochs = 2, batch-size = 16, shards = 1 }
          retrain {
            watermark { by = partition, column = day }
            gate { seeds = 2, margin = 0.1, active-units = 0, anomaly-drift = null }
          }
          output { dir = out, name = tiny }
        }
        """
            + String.join("\n", more);
    try {
      Path conf = path("tiny.conf");
      Files.writeString(conf, text);
      return ResolvedSettings.read(
          new Sources(
              List.of("elbo.output.dir=" + path("out")),
              Map.of(),
              Map.of(),
              conf.toString(),
              folder.toString()),
          new Configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Outcome retrain(String... more) {
    return retrain(Range.ALL, step -> {}, more);
  }

  Outcome retrain(Range range, Step.Listener steps, String... more) {
    return RetrainRun.run(
        spark,
        settings(more),
        range,
        new Progress() {
          @Override
          public void note(String message) {
            notes.add(message);
          }

          @Override
          public void onEnd(RunResult result) {}
        },
        steps,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  /** The exit code, of errors too. */
  int code(String... more) {
    try {
      return retrain(more).exitCode();
    } catch (ElboException e) {
      notes.add(e.getMessage());
      return e.kind().exitCode();
    }
  }

  ModelRegistry registry() {
    return ModelRegistry.open(new Configuration(), path("out").toString(), "tiny");
  }

  List<DecisionRecord> decisions() {
    return new Decisions(new Configuration(), registry()).all();
  }

  /** How many rows are in the holdout. */
  long held() {
    return FrozenHoldout.newest(spark, registry().holdout()).orElseThrow().rows().count();
  }

  /** The version that is champion. */
  String champion() {
    return registry().champion().orElseThrow().version();
  }
}
