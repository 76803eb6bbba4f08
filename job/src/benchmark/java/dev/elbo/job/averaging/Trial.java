package dev.elbo.job.averaging;

import java.util.ArrayList;
import java.util.List;

/** One training run. */
record Trial(DataSet data, Contestant contestant, int shards, int seed) {

  /** For people. */
  String name() {
    return "%s %s, seed %d".formatted(data.name(), Average.label(contestant.name(), shards), seed);
  }

  /** All that differs from the settings file of the data. */
  List<String> sets() {
    List<String> sets = new ArrayList<>(data.sets());
    sets.add("elbo.training.shards=" + shards);
    sets.add("elbo.training.seed=" + seed);
    sets.addAll(contestant.sets());
    return sets;
  }

  /** The same, as short as can be. */
  Trial ofOneEpoch() {
    List<String> sets = new ArrayList<>(data.sets());
    sets.add("elbo.training.epochs=1");
    return new Trial(new DataSet(data.name(), data.conf(), sets), contestant, shards, seed);
  }

  /** Whether an outcome is of this trial, by its names. */
  boolean made(Outcome outcome) {
    return outcome.data().equals(data.name())
        && outcome.contestant().equals(contestant.name())
        && outcome.shards() == shards
        && outcome.seed() == seed;
  }
}
