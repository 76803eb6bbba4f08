package dev.elbo.submit;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link KilledDriverIT} at length, and in the middle of every write. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledDriverSoakIT {
  private DriverKills kills;

  @BeforeAll
  void trainUndisturbed(@TempDir Path folder) throws Exception {
    kills = new DriverKills(out -> KilledDriverIT.train(folder, out));
  }

  @Test
  void afterTwentyKillsAtAnyMomentTheSameCommandEndsWithTheSameBytes() throws Exception {
    kills.atRandom(20, 20);
  }

  @Test
  void aRunThatIsKilledAgainAndAgainEndsWithTheSameBytes() throws Exception {
    kills.oneAfterTheOther(5, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.json", "checkpoints/epoch-00004.npz", "model", "report.html"})
  void aKillBetweenTwoFilesCostsNothingThatWasWritten(String file) throws Exception {
    kills.when(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[.]run[.]json[.].*",
        "[.]settings[.]conf[.].*",
        "[.]metrics[.]jsonl[.].*",
        "checkpoints/[.]epoch-00005[.]npz[.].*",
        "[.]model[.].*",
        "[.]report[.]html[.].*"
      })
  void aKillInTheMiddleOfAWriteLeavesTheFileBeforeIt(String file) throws Exception {
    kills.inTheMiddleOf(file, 20);
  }
}
