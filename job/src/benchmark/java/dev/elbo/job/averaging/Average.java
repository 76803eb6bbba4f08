package dev.elbo.job.averaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A contestant at a number of shards, over seeds.
 *
 * @param contestant its name
 * @param shards how many
 * @param outcomes all, not empty, by seed
 */
record Average(String contestant, int shards, List<Outcome> outcomes) {

  /** A point of the mean curve: all from the start of training, the ELBO in nats. */
  record Point(int epochs, double seconds, double rounds, double elbo) {}

  static String label(String contestant, int shards) {
    return contestant.equals(Contestant.REFERENCE)
        ? "one shard"
        : contestant + ", shards: " + shards;
  }

  String label() {
    return label(contestant, shards);
  }

  /** Those that did not diverge. */
  List<Outcome> finished() {
    return outcomes.stream().filter(Outcome::isFinished).toList();
  }

  boolean isFinished() {
    return !finished().isEmpty();
  }

  /** NaN if none came to its end. */
  double elbo() {
    return elbos().average().orElse(Double.NaN);
  }

  double leastElbo() {
    return elbos().min().orElse(Double.NaN);
  }

  double greatestElbo() {
    return elbos().max().orElse(Double.NaN);
  }

  double seconds() {
    return finished().stream().mapToDouble(Outcome::seconds).average().orElse(Double.NaN);
  }

  double rounds() {
    return finished().stream().mapToInt(Outcome::rounds).average().orElse(Double.NaN);
  }

  /** The median over seeds of this one's seconds over the other's at the same seed. */
  double secondsOver(Average other) {
    return Median.of(
        finished().stream()
            .flatMap(
                mine ->
                    other.of(mine.seed()).map(theirs -> mine.seconds() / theirs.seconds()).stream())
            .mapToDouble(Double::doubleValue));
  }

  /** The finished one of a seed. */
  Optional<Outcome> of(int seed) {
    return finished().stream().filter(o -> o.seed() == seed).findFirst();
  }

  /** Means over seeds, a point an epoch. */
  List<Point> curve() {
    List<Outcome> finished = finished();
    int epochs = finished.stream().mapToInt(o -> o.metrics().size()).min().orElse(0);
    List<Point> curve = new ArrayList<>();
    double seconds = 0;
    double rounds = 0;
    for (int i = 0; i < epochs; i++) {
      int epoch = i;
      seconds += finished.stream().mapToDouble(o -> o.seconds(epoch)).average().orElseThrow();
      rounds += finished.stream().mapToDouble(o -> o.rounds(epoch)).average().orElseThrow();
      double elbo = finished.stream().mapToDouble(o -> o.elbo(epoch)).average().orElseThrow();
      curve.add(new Point(epoch + 1, seconds, rounds, elbo));
    }
    return curve;
  }

  private DoubleStream elbos() {
    return finished().stream().mapToDouble(Outcome::finalElbo);
  }
}
