package dev.elbo.job.retrain;

import dev.elbo.store.DecisionRecord.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What there is to train on, and whether any of it is new.
 *
 * @param state whether a run has seen all of it
 * @param snapshot how far it goes
 * @param listing the files up to there, if it is files
 * @param rows all rows up to there
 * @param fresh those of them that no run has seen, in {@link Batches}; none where that cannot be
 *     told apart
 * @param said about what is new, a sentence
 * @param waiting what may still be written and is left to the next run, sentences
 */
record News(
    State state,
    Snapshot snapshot,
    Optional<Listing> listing,
    Supplier<Dataset<Row>> rows,
    Optional<Supplier<Dataset<Row>>> fresh,
    String said,
    List<String> waiting) {

  /** Whether there is any. */
  enum State {
    NEW("New: "),
    SEEN("Nothing new: "),
    /** There may be, and what was there before is being written. */
    WAITING("Waiting: ");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** Of the last run, or of one that saw less. */
    static State of(Optional<Snapshot> last, Snapshot now, Range asked) {
      return !asked.isChosen() && last.equals(Optional.of(now)) ? SEEN : NEW;
    }
  }

  News {
    waiting = List.copyOf(waiting);
  }

  static News nothing(String said, List<String> waiting) {
    return none(State.SEEN, said, waiting);
  }

  static News waiting(String said, List<String> waiting) {
    return none(State.WAITING, said, waiting);
  }

  private static News none(State state, String said, List<String> waiting) {
    return new News(
        state,
        new Snapshot("", "", ""),
        Optional.empty(),
        () -> {
          throw new IllegalStateException("There are no rows.");
        },
        Optional.empty(),
        said,
        waiting);
  }

  boolean isNew() {
    return state == State.NEW;
  }

  /** How a run ends that waits; none if there is nothing to wait for. */
  Optional<Outcome> waits() {
    return state == State.WAITING ? Optional.of(Outcome.nothing(sentence())) : Optional.empty();
  }

  /** For people. */
  String sentence() {
    return state.word + said;
  }
}
