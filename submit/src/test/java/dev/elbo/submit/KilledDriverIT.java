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

  /** Eight short epochs of three rounds, about as long as a driver takes to start. */
  static MortalTrain train(Path folder, String out) {
    return MortalTrain.onDisk(
        new Clone(folder),
        out,
        "--master",
        "local[2]",
        "--set",
        "elbo.training.epochs=8",
        "--set",
        "elbo.training.checkpoint.keep=2",
        "--set",
        "elbo.training.averaging.every=20",
        "--set",
        "elbo.training.averaging.scale=none");
  }
}
