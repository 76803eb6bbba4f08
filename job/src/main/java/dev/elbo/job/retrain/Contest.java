package dev.elbo.job.retrain;

import dev.elbo.gate.Decision;
import dev.elbo.gate.Gate;
import dev.elbo.gate.HoldoutScores;
import dev.elbo.gate.SeedSpread;
import dev.elbo.job.score.HoldoutScorer;
import dev.elbo.registry.Change;
import dev.elbo.settings.GateSettings;
import dev.elbo.store.DecisionRecord;
import dev.elbo.store.DecisionRecord.Context;
import dev.elbo.store.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A challenger and the champion on one holdout, in the light of what was measured there before. */
final class Contest {
  private final GateSettings settings;
  private final FrozenHoldout holdout;
  private final List<DecisionRecord> before;
  private final List<String> champions;
  private final Step.Listener steps;

  /**
   * A contest.
   *
   * @param before all decisions so far
   * @param changes of the champion, all of them
   */
  Contest(
      GateSettings settings,
      FrozenHoldout holdout,
      List<DecisionRecord> before,
      List<Change> changes,
      Step.Listener steps) {
    this.settings = settings;
    this.holdout = holdout;
    this.before =
        before.stream().filter(record -> isHere(record.context().orElseThrow(), holdout)).toList();
    this.champions = changes.stream().map(Change::version).toList();
    this.steps = steps;
  }

  private static boolean isHere(Context context, FrozenHoldout holdout) {
    return context.holdout().equals(holdout.generation());
  }

  /**
   * How it ended.
   *
   * @param elbo mean of the challenger in nats, if it is finite
   * @param seeds the same of trainings that differ in the seed alone, if this run measured them
   */
  record Result(Decision decision, Optional<Double> elbo, List<Double> seeds) {}

  /**
   * Compares.
   *
   * @param challenger trains others like it, where the spread is not known yet
   * @param model of the challenger
   * @param rival the champion, if it has the columns of the holdout
   * @param rows that the challenger was trained on
   */
  Result run(Challenger challenger, Model model, Optional<Champion> rival, long rows) {
    HoldoutScorer scorer = new HoldoutScorer(holdout.rows(), FrozenHoldout.ORDER, model.metadata());
    HoldoutScores own = scorer.score(model);
    List<List<Double>> groups = new ArrayList<>(contexts().map(Context::seeds).toList());
    List<Double> seeds = List.of();
    if (spread(groups).isEmpty()) {
      seeds = challenger.seeds(scorer, own, settings.seeds(), steps);
      groups.add(seeds);
    }
    Optional<Double> elbo =
        Double.isFinite(own.elbo()) ? Optional.of(own.elbo()) : Optional.empty();
    Gate gate = new Gate(settings);
    Optional<SeedSpread> spread = spread(groups);
    if (rival.isEmpty()) {
      return new Result(gate.first(own, rows), elbo, seeds);
    }
    if (spread.isEmpty()) {
      return new Result(gate.unmeasured(own, seeds.size(), rows), elbo, seeds);
    }
    HoldoutScores champion = scorer.score(rival.get().model());
    double best = best().orElse(champion.elbo());
    return new Result(gate.decide(champion, own, best, spread.get(), rows), elbo, seeds);
  }

  /** What a run that is decided on again measured here. */
  List<Double> seeds(String runId) {
    return before.stream()
        .filter(record -> record.runId().equals(runId))
        .flatMap(record -> record.context().stream())
        .flatMap(context -> context.seeds().stream())
        .toList();
  }

  private Stream<Context> contexts() {
    return before.stream().flatMap(record -> record.context().stream());
  }

  private static Optional<SeedSpread> spread(List<List<Double>> groups) {
    List<List<Double>> measured = groups.stream().filter(group -> group.size() > 1).toList();
    return measured.isEmpty() ? Optional.empty() : Optional.of(SeedSpread.of(measured));
  }

  /** The highest ELBO that a champion ever had here. */
  private Optional<Double> best() {
    return before.stream()
        .filter(record -> record.version().filter(champions::contains).isPresent())
        .flatMap(record -> record.context().stream())
        .flatMap(context -> context.elbo().stream())
        .max(Double::compare);
  }
}
