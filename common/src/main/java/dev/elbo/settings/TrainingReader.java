package dev.elbo.settings;

import dev.elbo.settings.TrainingSettings.Checkpoints;
import dev.elbo.settings.TrainingSettings.EarlyStopping;
import dev.elbo.settings.TrainingSettings.Resume;
import dev.elbo.vae.Engine;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** elbo.training as its record. */
final class TrainingReader {
  private static final String TRAINING = "elbo.training.";

  private TrainingReader() {}

  static TrainingSettings read(Values values) {
    return new TrainingSettings(
        values.integer(TRAINING + "epochs"),
        values.integer(TRAINING + "batch-size"),
        values.longInteger(TRAINING + "seed"),
        shards(values),
        OptimizerReader.read(values),
        AveragingReader.read(values),
        values.integer(TRAINING + "divergence.tries"),
        earlyStopping(values),
        clipNorm(values),
        new Checkpoints(
            values.integer(TRAINING + "checkpoint.every"),
            values.integer(TRAINING + "checkpoint.keep")),
        values.choice(TRAINING + "resume", Resume.class),
        values.choice(TRAINING + "engine", Engine.class),
        GpuSettings.read(values));
  }

  private static OptionalInt shards(Values values) {
    String key = TRAINING + "shards";
    return !values.isNull(key) && values.text(key).equals("auto")
        ? OptionalInt.empty()
        : OptionalInt.of(values.integer(key));
  }

  private static Optional<EarlyStopping> earlyStopping(Values values) {
    String key = TRAINING + "early-stopping.patience";
    int patience = values.integer(key);
    double minDelta = values.number(TRAINING + "early-stopping.min-delta");
    Require.atLeast(key, 0, patience);
    return patience == 0 ? Optional.empty() : Optional.of(new EarlyStopping(patience, minDelta));
  }

  private static OptionalDouble clipNorm(Values values) {
    String key = TRAINING + "clip-norm";
    double norm = values.number(key);
    Require.notNegative(key, norm);
    return norm == 0 ? OptionalDouble.empty() : OptionalDouble.of(norm);
  }
}
