package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.job.data.Shards;
import dev.elbo.optim.TrainingState;
import dev.elbo.optim.averaging.RoundLength.Span;
import dev.elbo.settings.ModelSettings;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.settings.TrainingSettings.EarlyStopping;
import dev.elbo.store.EpochMetrics;
import dev.elbo.store.ShardStates.Point;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.StepEngine;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The loop: epochs of rounds, a Spark job each.
 *
 * <pre>
 *   driver: broadcast the state -> shards: local steps -> driver: weighted mean, outer rule -> metrics
 * </pre>
 */
public final class Trainer {
  /** Rows that tell how good the untrained network is. */
  private static final int GUARD_ROWS = 512;

  private final JavaSparkContext spark;
  private final TrainingSettings settings;
  private final ModelSettings model;
  private final AveragingPlan plan;
  private final Shards shards;
  private final Optional<Shards> validation;
  private final LocalRound local;
  private final Evaluation evaluation;
  private final Architecture architecture;
  private final List<TrainingListener> listeners;

  /**
   * A loop over cached shards.
   *
   * @param model the objective and its annealing
   * @param steps who takes the steps
   * @param validation rows held out, if any are
   * @param directory where shards keep what is their own, if the averaging lets them; on a file
   *     system that every executor reaches
   * @param runId that these files carry
   */
  public Trainer(
      JavaSparkContext spark,
      TrainingSettings settings,
      Architecture architecture,
      ModelSettings model,
      StepEngine steps,
      Shards shards,
      Optional<Shards> validation,
      Path directory,
      String runId,
      List<TrainingListener> listeners) {
    this.spark = spark;
    this.settings = settings;
    this.architecture = architecture;
    this.model = model;
    this.plan = AveragingPlan.of(settings, shards.count(), shards.rows());
    this.shards = shards;
    this.validation = validation;
    this.listeners = List.copyOf(listeners);
    this.local =
        new LocalRound(
            architecture,
            shards.format(),
            plan.averaging().optimizer(),
            model.objective(),
            model.annealing(),
            settings.clipNorm().orElse(Double.POSITIVE_INFINITY),
            settings.seed(),
            settings.epochs(),
            steps,
            ShardMemory.of(spark, plan.averaging(), directory, runId));
    this.evaluation =
        new Evaluation(
            architecture,
            shards.format(),
            settings.seed(),
            model.objective().measured(),
            model.annealing().beta(),
            settings.engine());
  }

  /** The state before the first step. */
  public TrainingState initial(float[] parameters) {
    return plan.averaging().initial(parameters);
  }

  /**
   * Trains from a state to the last epoch, or until early stopping ends it.
   *
   * @param untrained the parameters before the first step: what training must not fall far below
   * @param start the initial state, or one of a checkpoint
   * @param bestSoFar of the epochs before
   * @return the state after the last epoch and the best epoch
   * @throws ElboException if training diverges however often it goes back
   */
  public Outcome train(
      float[] untrained, TrainingState start, Optional<TrainingListener.Best> bestSoFar) {
    double minDelta = settings.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0);
    Shards.Sample some = shards.sample(GUARD_ROWS);
    DivergenceGuard guard =
        new DivergenceGuard(evaluation.parts(some, untrained), architecture.features());
    TrainingState state = start;
    Optional<TrainingListener.Best> best = bestSoFar;
    listeners.forEach(listener -> listener.onStart(start.epoch(), settings.epochs()));
    while (state.epoch() < settings.epochs() && !isPatienceOver(state, best)) {
      EpochTally tally = new EpochTally(architecture.latents(), spark.defaultParallelism());
      Epoch epoch = rounds(state, tally, guard);
      Optional<ElboSums> held =
          epoch.problem().isPresent() ? Optional.empty() : held(epoch.state());
      Optional<String> problem =
          epoch.problem().or(() -> held.flatMap(sums -> guard.problem(sums.parts())));
      if (problem.isPresent()) {
        state = rollback(state, problem.get());
        continue;
      }
      TrainingState next = epoch.state().afterEpoch();
      requireEveryExample(tally);
      EpochMetrics metrics = metrics(next, tally, held);
      best = Optional.of(TrainingListener.Best.of(best, metrics, next.parameters(), minDelta));
      var end = new TrainingListener.EpochEnd(metrics, next, best.get(), settings.epochs());
      listeners.forEach(listener -> listener.onEpoch(end));
      state = next;
    }
    return new Outcome(state, best.orElseThrow());
  }

  /**
   * How training ended.
   *
   * @param state after the last epoch
   * @param best the best epoch
   */
  public record Outcome(TrainingState state, TrainingListener.Best best) {}

  /**
   * Where the rounds of an epoch led.
   *
   * @param state after the last round
   * @param problem that ended the epoch early, if one did
   */
  private record Epoch(TrainingState state, Optional<String> problem) {}

  private Epoch rounds(TrainingState start, EpochTally tally, DivergenceGuard guard) {
    int epoch = start.epoch() + 1;
    int steps = plan.steps(epoch);
    List<Span> spans = plan.rounds(epoch);
    TrainingState state = start;
    for (int i = 0; i < spans.size(); i++) {
      long started = System.nanoTime();
      Point at = new Point(start.epoch(), i);
      RoundStart from =
          new RoundStart(
              plan.averaging().start(state),
              state.moments(),
              state.step(),
              state.rateFactor(),
              at,
              spans.size(),
              spans.get(i),
              plan.batch().size(epoch));
      Round round = Round.run(spark, shards.blocks(), from, local);
      requireEveryShard(round);
      double time = start.epoch() + (double) spans.get(i).to() / steps;
      state = plan.averaging().next(state, round.mean(), rate(state, time));
      tally.add(round, (System.nanoTime() - started) / 1e9);
      Optional<String> problem =
          guard.problem(round, round.sums(architecture.latents()).parts(), state);
      if (problem.isPresent()) {
        return new Epoch(state, problem);
      }
      var end = new TrainingListener.RoundEnd(from.next(), i + 1, spans.size(), round.memory());
      listeners.forEach(listener -> listener.onRound(end));
    }
    return new Epoch(state, Optional.empty());
  }

  private double rate(TrainingState state, double time) {
    return plan.averaging().optimizer().rateAt(time, settings.epochs()) * state.rateFactor();
  }

  /** Back to the state before the epoch, unless that has been tried often enough. */
  private TrainingState rollback(TrainingState before, String problem) {
    double rate = rate(before, before.epoch());
    if (before.rollbacks() >= settings.divergenceTries()) {
      String kept =
          before.epoch() == 0
              ? ""
              : " The checkpoints up to epoch [%d] are whole.".formatted(before.epoch());
      throw ElboException.diverged(
          "Cannot finish epoch [%d]: training diverged, %s, at learning rate [%s] after going back [%d] times. Lower elbo.training.optimizer.learning-rate [%s], set elbo.training.clip-norm, or check elbo.data.scale.%s"
              .formatted(
                  before.epoch() + 1,
                  problem,
                  rate,
                  before.rollbacks(),
                  settings.optimizer().learningRate(),
                  kept));
    }
    TrainingState again = before.withLowerRate();
    var event =
        new TrainingListener.Rollback(
            before.epoch(), problem, rate(again, before.epoch()), again.rollbacks());
    listeners.forEach(listener -> listener.onRollback(event));
    return again;
  }

  /** The sums of a model over some rows, with the noise of validation. */
  ElboSums evaluate(Shards rows, float[] parameters) {
    return evaluation.run(spark, rows, parameters);
  }

  private Optional<ElboSums> held(TrainingState state) {
    return validation.map(rows -> evaluation.run(spark, rows, state.parameters()));
  }

  private EpochMetrics metrics(TrainingState state, EpochTally tally, Optional<ElboSums> held) {
    return new EpochMetrics(
        state.epoch(),
        tally.sums().parts(),
        held.map(sums -> sums.parts(model.annealing().beta(), model.objective().freeBits())),
        tally.sums().examples(),
        tally.steps(),
        tally.rounds(),
        tally.seconds(),
        tally.averagingSeconds(),
        held.orElse(tally.sums()).activeUnits(),
        rate(state, state.epoch()));
  }

  private boolean isPatienceOver(TrainingState state, Optional<TrainingListener.Best> best) {
    Optional<Integer> patience = settings.earlyStopping().map(EarlyStopping::patience);
    return patience.isPresent()
        && best.isPresent()
        && state.epoch() - best.get().epoch() >= patience.get();
  }

  private void requireEveryShard(Round round) {
    if (round.shards() != shards.count()) {
      throw new IllegalStateException(
          "[BUG] A round saw [%d] shards of [%d].".formatted(round.shards(), shards.count()));
    }
  }

  private void requireEveryExample(EpochTally tally) {
    if (tally.sums().examples() != shards.rows()) {
      throw new IllegalStateException(
          "[BUG, or the data changed while it was read] An epoch saw [%d] examples of [%d]."
              .formatted(tally.sums().examples(), shards.rows()));
    }
  }
}
