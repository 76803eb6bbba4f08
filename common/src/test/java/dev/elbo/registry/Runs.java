package dev.elbo.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.ModelMetadata;
import dev.elbo.store.ModelMetadata.Architecture;
import dev.elbo.store.ModelMetadata.Latent;
import dev.elbo.store.ModelMetadata.Likelihood;
import dev.elbo.store.ModelMetadata.Provenance;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Runs with models whose every parameter is their seed, so that parts of two models would show. The
 * output directory is on the local disk, wherever the registry is.
 */
final class Runs {
  private static final String RELU = "relu";

  private final Configuration conf;
  private final String output;

  Runs(Configuration conf, java.nio.file.Path output) {
    this.conf = conf;
    this.output = output.toUri().toString();
  }

  /** A run whose model loads. */
  RunDirectory of(int seed) {
    return of(seed, RELU);
  }

  /** A run whose model says that its activation is this. */
  RunDirectory of(int seed, String activation) {
    RunDirectory run = new RunDirectory(conf, output, "run-" + seed);
    ModelDirectory.write(conf, run.model(), model(seed, activation), out -> out.write(seed));
    run.settingsFile().write(("elbo.training.seed = " + seed + " # --set\n").getBytes(UTF_8));
    return run;
  }

  static Origin origin(RunDirectory run) {
    return new Origin(
        run.path().getName(), Optional.of("day=2026-01-02"), 3823, Map.of("validation", -164.25));
  }

  private static Model model(int seed, String activation) {
    ModelMetadata metadata =
        new ModelMetadata(
            new Schema(List.of("a", "b"), Optional.empty(), Optional.empty()),
            Preparation.of(new Scaling("none", List.of(0.0, 0.0), List.of(1.0, 1.0), List.of())),
            new Architecture(
                2,
                List.of(3),
                List.of(),
                activation,
                "glorot-uniform",
                new Latent("normal", 1, Optional.empty(), Optional.empty()),
                Likelihood.gaussian(0.25),
                1),
            new Provenance("0.1.0", "sha256:aa", "rows:bb", 3823, 8, 2, seed));
    return new Model(
        metadata,
        List.of(
            tensor(seed, "encoder.0.weight", 2, 3),
            tensor(seed, "encoder.0.bias", 3),
            tensor(seed, "posterior.mean.weight", 3, 1),
            tensor(seed, "posterior.mean.bias", 1),
            tensor(seed, "posterior.log-variance.weight", 3, 1),
            tensor(seed, "posterior.log-variance.bias", 1),
            tensor(seed, "likelihood.mean.weight", 1, 2),
            tensor(seed, "likelihood.mean.bias", 2)));
  }

  private static Tensor tensor(int seed, String name, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, seed);
    return Tensor.of(name, values, shape);
  }

  /** The seed of a model, if all of its parts are of the same. */
  static Optional<Long> seed(Model model) {
    long seed = model.metadata().provenance().seed();
    for (Tensor tensor : model.parameters()) {
      for (float value : tensor.floats()) {
        if (value != seed) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(seed);
  }

  /** The bytes of a file. */
  byte[] bytes(Path file) {
    return new dev.elbo.store.WholeFile(conf, file).read();
  }
}
