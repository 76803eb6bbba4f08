package dev.elbo.job.averaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All averages of a data set, in the order of the contestants.
 *
 * @param data its name
 */
record Averages(String data, List<Average> all) {

  /** Of the outcomes of some trials. */
  static Averages of(String data, List<Trial> trials, Outcomes outcomes) {
    Map<String, List<Outcome>> groups = new LinkedHashMap<>();
    List<Trial> bySeed =
        trials.stream()
            .filter(t -> t.data().name().equals(data))
            .sorted((a, b) -> Integer.compare(a.seed(), b.seed()))
            .toList();
    for (Trial trial : bySeed) {
      String group = Average.label(trial.contestant().name(), trial.shards());
      outcomes
          .of(trial)
          .ifPresent(o -> groups.computeIfAbsent(group, k -> new ArrayList<>()).add(o));
    }
    return new Averages(
        data,
        groups.values().stream()
            .map(g -> new Average(g.get(0).contestant(), g.get(0).shards(), g))
            .toList());
  }

  /** That of a contestant at so many shards, if it was tried. */
  Optional<Average> find(String contestant, int shards) {
    return all.stream()
        .filter(a -> a.contestant().equals(contestant) && a.shards() == shards)
        .findFirst();
  }

  /** That of one shard. */
  Optional<Average> reference() {
    return all.stream().filter(a -> a.contestant().equals(Contestant.REFERENCE)).findFirst();
  }

  /** The most time that others took of the cores during a trial. */
  double others() {
    return all.stream()
        .flatMap(a -> a.outcomes().stream())
        .mapToDouble(Outcome::others)
        .max()
        .orElse(0);
  }
}
