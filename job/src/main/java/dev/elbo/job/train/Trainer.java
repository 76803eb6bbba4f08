package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.job.data.Shards;
import dev.elbo.optim.TrainingState;
import dev.elbo.settings.ModelSettings;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.settings.TrainingSettings.EarlyStopping;
import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboParts;
import dev.elbo.vae.ElboSums;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The loop: a round an epoch, one Spark job each.
 *
 * <pre>
 *   driver: broadcast the state -> shards: local epochs -> driver: weighted mean -> metrics
 * </pre>
 */
public final class Trainer {
  private final JavaSparkContext spark;
  private final TrainingSettings settings;
  private final ModelSettings model;
  private final Shards shards;
  private final Optional<Shards> validation;
  private final LocalEpoch localEpoch;
  private final Evaluation evaluation;
  private final Architecture architecture;
  private final List<TrainingListener> listeners;

  /**
   * A loop over cached shards.
   *
   * @param validation rows held out, if any are
   * @param model the objective and its annealing
   */
  public Trainer(
      JavaSparkContext spark,
      TrainingSettings settings,
      Architecture architecture,
      ModelSettings model,
      Shards shards,
      Optional<Shards> validation,
      List<TrainingListener> listeners) {
    this.spark = spark;
    this.settings = settings;
    this.architecture = architecture;
    this.model = model;
    this.shards = shards;
    this.validation = validation;
    this.listeners = List.copyOf(listeners);
    this.localEpoch =
        new LocalEpoch(
            architecture,
            shards.format(),
            settings.optimizer(),
            model.objective(),
            model.annealing(),
            settings.clipNorm().orElse(Double.POSITIVE_INFINITY),
            settings.batchSize(),
            settings.seed(),
            settings.epochs(),
            settings.engine());
    this.evaluation =
        new Evaluation(
            architecture,
            shards.format(),
            settings.seed(),
            model.objective().measured(),
            model.annealing().beta(),
            settings.engine());
  }

  /**
   * Trains from a state to the last epoch, or until early stopping ends it.
   *
   * @param start the initial state, or one of a checkpoint
   * @param bestSoFar of the epochs before
   * @return the state after the last epoch and the best epoch
   * @throws ElboException if training diverges
   */
  public Outcome train(TrainingState start, Optional<TrainingListener.Best> bestSoFar) {
    double minDelta = settings.earlyStopping().map(EarlyStopping::minDelta).orElse(0.0);
    TrainingState state = start;
    Optional<TrainingListener.Best> best = bestSoFar;
    listeners.forEach(listener -> listener.onStart(start.epoch(), settings.epochs()));
    while (state.epoch() < settings.epochs() && !isPatienceOver(state, best)) {
      long started = System.nanoTime();
      Round round = Round.run(spark, shards.blocks(), state, localEpoch);
      requireEveryExample(round);
      TrainingState next = round.state(state, settings.moments());
      double seconds = (System.nanoTime() - started) / 1e9;
      EpochMetrics metrics = metrics(next, round, seconds);
      requireFinite(metrics, next);
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

  /** The sums of a model over some rows, with the noise of validation. */
  ElboSums evaluate(Shards rows, float[] parameters) {
    return evaluation.run(spark, rows, parameters);
  }

  private EpochMetrics metrics(TrainingState state, Round round, double seconds) {
    ElboSums train = round.sums(architecture.latents());
    Optional<ElboSums> held =
        validation.map(rows -> evaluation.run(spark, rows, state.parameters()));
    return new EpochMetrics(
        state.epoch(),
        train.parts(),
        held.map(sums -> sums.parts(model.annealing().beta(), model.objective().freeBits())),
        train.examples(),
        round.steps(),
        1,
        seconds,
        Math.max(0, seconds - round.localSeconds(spark.defaultParallelism())),
        held.orElse(train).activeUnits(),
        settings.optimizer().rateAt(state.epoch(), settings.epochs()));
  }

  private boolean isPatienceOver(TrainingState state, Optional<TrainingListener.Best> best) {
    Optional<Integer> patience = settings.earlyStopping().map(EarlyStopping::patience);
    return patience.isPresent()
        && best.isPresent()
        && state.epoch() - best.get().epoch() >= patience.get();
  }

  private void requireEveryExample(Round round) {
    long seen = round.sums(architecture.latents()).examples();
    if (seen != shards.rows() || round.shards() != shards.count()) {
      throw new IllegalStateException(
          "[BUG, or the data changed while it was read] A round saw [%d] examples of [%d] in [%d] shards of [%d]."
              .formatted(seen, shards.rows(), round.shards(), shards.count()));
    }
  }

  private void requireFinite(EpochMetrics metrics, TrainingState state) {
    boolean isHeldFinite = metrics.validation().map(ElboParts::isFinite).orElse(true);
    if (!metrics.train().isFinite() || !isHeldFinite || !isFinite(state)) {
      String what =
          !metrics.train().isFinite()
              ? "the objective is"
              : "the parameters are not finite or too large, the objective was";
      throw ElboException.diverged(
          "Cannot go on after epoch [%d]: training diverged, %s [%s]. Lower elbo.training.optimizer.learning-rate [%s], set elbo.training.clip-norm, or check elbo.data.scale."
              .formatted(
                  metrics.epoch(),
                  what,
                  metrics.train().objective(),
                  settings.optimizer().learningRate()));
    }
  }

  private static boolean isFinite(TrainingState state) {
    return isFinite(state.parameters()) && isFinite(state.moments());
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
