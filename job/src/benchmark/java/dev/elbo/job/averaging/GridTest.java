package dev.elbo.job.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final List<Contestant> CONTESTANTS =
      List.of(
          new Contestant("one", List.of(1), List.of()),
          new Contestant("plain", List.of(4, 16), List.of("elbo.training.averaging.every=epoch")));
  private static final DataSet MNIST = new DataSet("mnist", "mnist.conf", List.of());
  private static final DataSet DIGITS = new DataSet("digits", "digits.conf", List.of());

  @Test
  void aSweepThatIsStoppedHasEverybodyAtTheFirstSeeds() {
    Grid grid = new Grid(CONTESTANTS, Set.of(), 2);
    List<Trial> all = new ArrayList<>(grid.trials(MNIST));
    all.addAll(grid.trials(DIGITS));

    assertThat(Grid.bySeed(all))
        .extracting(Trial::name)
        .containsExactly(
            "mnist one shard, seed 1",
            "mnist plain, shards: 4, seed 1",
            "mnist plain, shards: 16, seed 1",
            "digits one shard, seed 1",
            "digits plain, shards: 4, seed 1",
            "digits plain, shards: 16, seed 1",
            "mnist plain, shards: 16, seed 2",
            "mnist plain, shards: 4, seed 2",
            "mnist one shard, seed 2",
            "digits plain, shards: 16, seed 2",
            "digits plain, shards: 4, seed 2",
            "digits one shard, seed 2");
  }

  @Test
  void aTrialSaysItsShardsAndSeedAndWhatItsContestantChanges() {
    Trial trial = new Grid(CONTESTANTS, Set.of(16), 1).trials(MNIST).get(0);

    assertThat(trial.sets())
        .containsExactly(
            "elbo.training.shards=16",
            "elbo.training.seed=1",
            "elbo.training.averaging.every=epoch");
  }
}
