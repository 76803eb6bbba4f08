package dev.elbo.submit;

import static dev.elbo.submit.Survival.Averaging.AVERAGED;
import static dev.elbo.submit.Survival.Averaging.LOCAL;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that die, tasks that fail, shards that stall: none of it changes a byte. */
class LostExecutorsIT {
  @TempDir private Path folder;

  @Test
  void bothExecutorsAreKilledOneAfterTheOther() throws Exception {
    new Survival(folder).killed(AVERAGED, 4);
  }

  @Test
  void bothExecutorsAreKilledAndShardsKeepTheirMoments() throws Exception {
    new Survival(folder).killed(LOCAL, 2);
  }

  @Test
  void tasksThrowOnTheirFirstAttempt() throws Exception {
    new Survival(folder).thrown(LOCAL);
  }

  @Test
  void cachedBlocksAreDropped() throws Exception {
    new Survival(folder).dropped(AVERAGED);
  }

  @Test
  void aShardStallsAndSpeculationTrainsItElsewhere() throws Exception {
    new Survival(folder).stalled(LOCAL);
  }

  @Test
  void executorsComeAndGoByDynamicAllocation() throws Exception {
    new Survival(folder).dynamic(AVERAGED);
  }
}
