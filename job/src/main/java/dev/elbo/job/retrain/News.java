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
 * @param rows all rows up to there
 * @param fresh those of them that no run has seen; none where that cannot be told apart
 * @param said about what is new, a sentence
 * @param waiting what may still be written and is left to the next run, sentences
 */
record News(
    State state,
    Snapshot snapshot,
    Supplier<Dataset<Row>> rows,
    Optional<Supplier<Dataset<Row>>> fresh,
    String said,
    List<String> waiting) {

  /** Whether there is any. */
  enum State {
    NEW,
    SEEN
  }

  News {
    waiting = List.copyOf(waiting);
  }

  static News nothing(String said, List<String> waiting) {
    return new News(
        State.SEEN,
        new Snapshot("", "", ""),
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
}
