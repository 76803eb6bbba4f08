package dev.elbo.job.averaging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which trials there are.
 *
 * @param contestants in the order of the table
 * @param shards the numbers to run at, of those that a contestant has; empty for all
 * @param seeds how many, from 1
 */
record Grid(List<Contestant> contestants, Set<Integer> shards, int seeds) {
  private static final List<Integer> SHARDS_OF_COST = List.of(4, 8);

  /** The trials on a data set, seed by seed. */
  List<Trial> trials(DataSet data) {
    List<Trial> all = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      List<Trial> once = once(data, seed);
      if (seed % 2 == 0) {
        // There and back: a machine that slowly warms up favours nobody.
        Collections.reverse(once);
      }
      all.addAll(once);
    }
    return all;
  }

  /** Automatic averaging beside plain, where the cost is asked for. */
  Grid ofCost(int rounds) {
    List<Contestant> both =
        contestants.stream()
            .filter(c -> Set.of(Contestant.PLAIN, Contestant.AUTOMATIC).contains(c.name()))
            .toList();
    List<Integer> counts =
        SHARDS_OF_COST.stream().filter(n -> shards.isEmpty() || shards.contains(n)).toList();
    return new Grid(
        both.stream().map(c -> new Contestant(c.name(), counts, c.sets())).toList(),
        Set.of(),
        rounds);
  }

  /** So that a sweep that is stopped has all contestants at the first seeds. */
  static List<Trial> bySeed(List<Trial> trials) {
    return trials.stream().sorted(Comparator.comparingInt(Trial::seed)).toList();
  }

  private List<Trial> once(DataSet data, int seed) {
    List<Trial> once = new ArrayList<>();
    for (Contestant contestant : contestants) {
      for (int count : contestant.shards()) {
        if (shards.isEmpty() || shards.contains(count)) {
          once.add(new Trial(data, contestant, count, seed));
        }
      }
    }
    return once;
  }
}
