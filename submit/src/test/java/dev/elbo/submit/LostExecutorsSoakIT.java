package dev.elbo.submit;

import static dev.elbo.submit.Survival.Averaging.AVERAGED;
import static dev.elbo.submit.Survival.Averaging.LOCAL;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link LostExecutorsIT} leaves out: each disturbance under the other way of averaging. */
@Tag("soak")
class LostExecutorsSoakIT {
  @TempDir private Path folder;

  @Test
  void bothExecutorsAreKilledUnderFourShardsThatKeepTheirMoments() throws Exception {
    new Survival(folder).killed(LOCAL, 4);
  }

  @Test
  void bothExecutorsAreKilledUnderTwoShards() throws Exception {
    new Survival(folder).killed(AVERAGED, 2);
  }

  @Test
  void tasksThrowOnTheirFirstAttempt() throws Exception {
    new Survival(folder).thrown(AVERAGED);
  }

  @Test
  void cachedBlocksAreDropped() throws Exception {
    new Survival(folder).dropped(LOCAL);
  }

  @Test
  void aShardStallsAndSpeculationTrainsItElsewhere() throws Exception {
    new Survival(folder).stalled(AVERAGED);
  }

  @Test
  void executorsComeAndGoByDynamicAllocation() throws Exception {
    new Survival(folder).dynamic(LOCAL);
  }
}
