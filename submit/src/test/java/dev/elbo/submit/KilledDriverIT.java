package dev.elbo.submit;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the driver, then the same command: the same model, and never half a file. */
class KilledDriverIT {
  @TempDir private Path folder;

  @Test
  void afterAKillAtAnyMomentTheSameCommandEndsWithTheSameBytes() throws Exception {
    DriverKills kills = new DriverKills(out -> train(folder, out));
    kills.atRandom(3, 5);
  }

  /** Short epochs, so that all phases of a driver's life take about as long. */
  static MortalTrain train(Path folder, String out) {
    return MortalTrain.onDisk(
        new Clone(folder),
        out,
        "--master",
        "local[2]",
        "--set",
        "elbo.training.epochs=8",
        "--set",
        "elbo.training.checkpoint.keep=2");
  }
}
