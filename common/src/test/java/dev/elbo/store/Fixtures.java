package dev.elbo.store;

import dev.elbo.feature.ColumnType;
import dev.elbo.feature.Levels;
import dev.elbo.feature.NormalScore;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.optim.TrainingState;
import dev.elbo.store.ModelMetadata.Architecture;
import dev.elbo.store.ModelMetadata.Latent;
import dev.elbo.store.ModelMetadata.Likelihood;
import dev.elbo.store.ModelMetadata.Provenance;
import dev.elbo.vae.ElboParts;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One run and one model. The files under src/test/resources/runs/format-1 and models/format-3 were
 * written from these values by the first version that had the formats ({@link #main}); they stay as
 * they are, whatever is written today.
 */
final class Fixtures {
  static final Configuration CONF = new Configuration();

  /** Nothing here reads it. */
  static final WholeFile.Content NETWORK = out -> out.write(1);

  private Fixtures() {}

  /** Writes the files of the newest format into the directory of the first argument. */
  public static void main(String[] args) {
    Path runs = new Path(args[0], "runs/format-1");
    Path newer = new Path(args[0], "runs/format-2");
    MetricsFile metrics = new MetricsFile(file(runs, "metrics.jsonl"), List.of());
    metrics.append(epoch(1));
    metrics.append(epoch(2));
    record().write(file(runs, "run.json"));
    new Checkpoints(CONF, new Path(newer, "checkpoints"), 1).write(checkpoint(2));
    ModelDirectory.write(CONF, new Path(args[0], "models/format-3"), table(), NETWORK);
  }

  static WholeFile file(Path directory, String name) {
    return new WholeFile(CONF, new Path(directory, name));
  }

  static Path path(java.nio.file.Path path) {
    return new Path(path.toUri());
  }

  static Path resource(String name) {
    try {
      return new Path(Fixtures.class.getResource("/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static EpochMetrics epoch(int epoch) {
    ElboParts train = new ElboParts(-139.125, 25.1, -164.2);
    Optional<ElboParts> validation =
        epoch == 1 ? Optional.empty() : Optional.of(new ElboParts(-1 / 3.0, 0.1, Double.NaN));
    return new EpochMetrics(epoch, train, validation, 60000, 469, 1, 2.5, 0.03, 14, 0.001);
  }

  static RunRecord record() {
    return RunRecord.started(
            "5f2c9a",
            Map.of("spark", "3.5.5", "elbo", "0.1.0"),
            "sha256:aa",
            "rows:bb",
            new RunRecord.Counts(60000, 10000, 784, 8),
            Map.of("training.shards", "8"),
            Instant.parse("2026-01-02T03:04:05Z"),
            new RunRecord.Place("host-1", "local[2]", "app-1"))
        .finished(
            epoch(2),
            1,
            Map.of("train", 5.0, "total", 7.5),
            Map.of(),
            Instant.parse("2026-01-02T03:05:05Z"));
  }

  static Checkpoint checkpoint(int epoch) {
    return new Checkpoint(
        "5f2c9a",
        1,
        8,
        new TrainingState(
            new float[] {epoch, -0.5f, Float.MIN_VALUE},
            new float[] {1, 2, 3, 4, 5, 6},
            new float[] {0.25f, -1, 3},
            58.5,
            469L * epoch,
            epoch,
            8L * epoch,
            1),
        Optional.of(new Checkpoint.Best(1, -164.25, new float[] {7, 8, 9})),
        List.of(epoch(1)));
  }

  /** What the version before averaging rules wrote as epoch 2. */
  static Checkpoint ofFormat1() {
    return new Checkpoint(
        "5f2c9a",
        0,
        8,
        new TrainingState(
            new float[] {2, -0.5f, Float.MIN_VALUE},
            new float[] {1, 2, 3, 4, 5, 6},
            new float[0],
            0,
            938,
            2,
            2,
            0),
        Optional.of(new Checkpoint.Best(1, -164.25, new float[] {7, 8, 9})),
        List.of());
  }

  /** A model of a table, with everything that images have not. */
  static Model table() {
    Model plain = model();
    ModelMetadata m = plain.metadata();
    Schema schema =
        new Schema(List.of("when", "city"), Optional.empty(), Optional.empty())
            .typed(List.of(ColumnType.named("date"), ColumnType.category("int")));
    Preparation preparation =
        new Preparation(
            List.of(
                new NormalScore(List.of(-1.0, 0.5, 2.0)),
                new Levels(List.of("1", "12"), Levels.Others.CODE)),
            new Scaling("quantile", List.of(0.0, 0.0), List.of(1.0, 1.0), List.of()),
            Preparation.Missing.KEPT);
    Likelihood likelihood =
        Likelihood.ofColumns("mixed", List.of(Likelihood.of("laplace"), Likelihood.categorical(3)));
    Architecture a = m.architecture();
    Architecture architecture =
        new Architecture(
            2,
            a.encoder(),
            a.decoder(),
            a.activation(),
            a.initialization(),
            a.latent(),
            likelihood,
            1,
            Optional.of(new ModelMetadata.Inputs(List.of(0, 3), List.of(1))));
    return new Model(
        new ModelMetadata(
            schema,
            preparation,
            architecture,
            m.provenance(),
            Optional.of(new Anomaly("reconstruction", 16, 0.99, 12.5, 1000))),
        plain.parameters());
  }

  static Model model() {
    ModelMetadata metadata =
        new ModelMetadata(
            new Schema(List.of("p0", "p1"), Optional.of("digit"), Optional.empty()),
            Preparation.of(
                new Scaling("unit", List.of(0.0, 0.5), List.of(1 / 255.0, 1.0), List.of())),
            new Architecture(
                2,
                List.of(3),
                List.of(),
                "relu",
                "glorot-uniform",
                new Latent("normal", 1, Optional.empty(), Optional.empty()),
                Likelihood.gaussian(0.25),
                1),
            new Provenance("0.1.0", "sha256:aa", "rows:bb", 60000, 8, 2, -1));
    return new Model(
        metadata,
        List.of(
            Tensor.of("encoder.0.weights", new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
            Tensor.of("encoder.0.bias", new float[] {0.5f, -0.5f, 0})));
  }
}
