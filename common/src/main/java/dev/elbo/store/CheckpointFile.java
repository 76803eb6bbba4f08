package dev.elbo.store;

import dev.elbo.optim.TrainingState;
import dev.elbo.store.Checkpoint.Best;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checkpoint as one {@link VectorsFile}. */
final class CheckpointFile {
  /**
   * 2 has what averaging rules remember, rounds, rollbacks and metrics; 1 is of the time when a
   * round was an epoch and averaging had no memory.
   */
  private static final int VERSION = 2;

  private static final String PARAMETERS = "parameters";
  private static final String MOMENTS = "moments";
  private static final String OUTER = "outer";
  private static final String BEST = "best_parameters";

  private CheckpointFile() {}

  private record State(
      int formatVersion,
      String runId,
      long seed,
      int epoch,
      long rounds,
      long steps,
      double blockSteps,
      int rollbacks,
      int shards,
      Optional<BestState> best,
      List<EpochMetrics> metrics,
      String sha256)
      implements VectorsFile.Described {
    State {
      rounds = formatVersion < 2 ? epoch : rounds;
      metrics = metrics == null ? List.of() : metrics;
    }

    @Override
    public List<String> vectors() {
      List<String> names = new ArrayList<>(List.of(PARAMETERS, MOMENTS));
      if (formatVersion >= 2) {
        names.add(OUTER);
      }
      if (best.isPresent()) {
        names.add(BEST);
      }
      return names;
    }
  }

  private record BestState(int epoch, double selection) {}

  static void write(WholeFile file, Checkpoint c) {
    TrainingState state = c.state();
    List<Tensor> vectors = new ArrayList<>();
    vectors.add(Tensor.of(PARAMETERS, state.parameters()));
    vectors.add(Tensor.of(MOMENTS, state.moments()));
    vectors.add(Tensor.of(OUTER, state.outer()));
    c.best().ifPresent(b -> vectors.add(Tensor.of(BEST, b.parameters())));
    VectorsFile.write(
        file,
        digest ->
            new State(
                VERSION,
                c.runId(),
                c.seed(),
                state.epoch(),
                state.rounds(),
                state.step(),
                state.blockSteps(),
                state.rollbacks(),
                c.shards(),
                c.best().map(b -> new BestState(b.epoch(), b.selection())),
                c.metrics(),
                digest),
        vectors);
  }

  static Checkpoint read(WholeFile file) {
    VectorsFile.Content<State> content = VectorsFile.read(file, State.class, VERSION);
    State s = content.document();
    TrainingState state =
        new TrainingState(
            content.floats(PARAMETERS),
            content.floats(MOMENTS),
            s.formatVersion() < 2 ? new float[0] : content.floats(OUTER),
            s.blockSteps(),
            s.steps(),
            s.epoch(),
            s.rounds(),
            s.rollbacks());
    return new Checkpoint(
        s.runId(),
        s.seed(),
        s.shards(),
        state,
        s.best().map(b -> new Best(b.epoch(), b.selection(), content.floats(BEST))),
        s.metrics());
  }
}
