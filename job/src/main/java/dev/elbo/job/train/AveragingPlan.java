package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.Averaging;
import dev.elbo.optim.averaging.BatchSize;
import dev.elbo.optim.averaging.BlockMomentum;
import dev.elbo.optim.averaging.ElasticAveraging;
import dev.elbo.optim.averaging.IterateAverage;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.optim.averaging.NesterovOuter;
import dev.elbo.optim.averaging.OuterRule;
import dev.elbo.optim.averaging.RoundLength;
import dev.elbo.optim.averaging.ServerAdaptive;
import dev.elbo.optim.averaging.SlowMo;
import dev.elbo.optim.averaging.WeightedMean;
import dev.elbo.settings.AveragingSettings;
import dev.elbo.settings.AveragingSettings.Every.Unit;
import dev.elbo.settings.AveragingSettings.Outer;
import dev.elbo.settings.AveragingSettings.Scale;
import dev.elbo.settings.TrainingSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a run averages: what its settings say, and what {@code auto} becomes for its shards.
 *
 * @param averaging from one round to the next
 * @param length of rounds
 * @param batch of a shard's step
 * @param rowsOfTheLongest shard
 * @param auto what each setting that said auto became, by its key; for people
 */
public record AveragingPlan(
    Averaging averaging,
    RoundLength length,
    BatchSize batch,
    long rowsOfTheLongest,
    SortedMap<String, String> auto) {
  private static final String KEY = "elbo.training.averaging.";
  private static final RoundLength EPOCH = new RoundLength.PerEpoch(1);

  /**
   * A plan for so many shards; one alone is averaged with nobody.
   *
   * @param rows over all shards
   */
  static AveragingPlan of(TrainingSettings training, int shards, long rows) {
    long longest = -Math.floorDiv(-rows, (long) shards);
    return shards == 1 ? single(training, longest) : several(training, shards, longest);
  }

  /** Local steps of the longest shard in an epoch, counted from 1. */
  int steps(int epoch) {
    return Math.toIntExact(-Math.floorDiv(-rowsOfTheLongest, (long) batch.size(epoch)));
  }

  /** The rounds of an epoch. */
  List<RoundLength.Span> rounds(int epoch) {
    return length.spans(epoch, steps(epoch));
  }

  /** What auto became, a sentence; empty if nothing said auto. */
  Optional<String> explanation() {
    return auto.isEmpty()
        ? Optional.empty()
        : Optional.of("Averaging chosen: " + String.join("; ", auto.values()));
  }

  private static AveragingPlan single(TrainingSettings training, long rows) {
    return new AveragingPlan(
        new Averaging(new WeightedMean(), Moments.AVERAGE, training.optimizer()),
        EPOCH,
        BatchSize.constant(training.batchSize()),
        rows,
        new TreeMap<>());
  }

  private static AveragingPlan several(TrainingSettings training, int shards, long rows) {
    AveragingSettings settings = training.averaging();
    AutomaticAveraging automatic =
        AutomaticAveraging.of(training.batchSize(), shards, rows, training.optimizer().rule());
    SortedMap<String, String> auto = new TreeMap<>();
    BatchSize batch = BatchSize.constant(training.batchSize());
    Optimizer optimizer = training.optimizer();
    if (settings.scale() == Scale.AUTO) {
      batch = automatic.batch();
      optimizer = optimizer.withRateTimes(automatic.rateFactor());
      auto.put(KEY + "scale", automatic.scale(optimizer.learningRate()));
    }
    if (settings.every().unit() == Unit.AUTO) {
      auto.put(KEY + "every", automatic.every());
    }
    boolean chosen = settings.outer().name().equals("auto");
    if (chosen) {
      auto.put(KEY + "outer.name", automatic.rule());
    }
    // Whoever names a rule gets that rule and nothing on top of it.
    double weight = settings.iterateAverage().orElse(chosen ? automatic.iterateAverage() : 1);
    if (chosen && settings.iterateAverage().isEmpty()) {
      auto.put(KEY + "iterate-average", automatic.smoothing());
    }
    Moments moments = settings.moments().orElse(chosen ? automatic.moments() : Moments.AVERAGE);
    if (chosen && settings.moments().isEmpty()) {
      auto.put(KEY + "moments", moments.name().toLowerCase(Locale.ROOT) + " moments");
    }
    OuterRule outer = outer(settings.outer(), shards, automatic);
    return new AveragingPlan(
        new Averaging(weight == 1 ? outer : new IterateAverage(outer, weight), moments, optimizer),
        length(settings, automatic),
        batch,
        rows,
        auto);
  }

  private static RoundLength length(AveragingSettings settings, AutomaticAveraging automatic) {
    RoundLength length =
        switch (settings.every().unit()) {
          case EPOCH -> EPOCH;
          case STEPS -> new RoundLength.Steps(settings.every().steps().orElseThrow());
          case AUTO -> new RoundLength.PerEpoch(automatic.rounds());
        };
    return settings.earlyEpochs() == 0
        ? length
        : new RoundLength.PostLocal(
            settings.earlyEpochs(), new RoundLength.Steps(settings.earlySteps()), length);
  }

  private static OuterRule outer(Outer outer, int shards, AutomaticAveraging automatic) {
    // Chen and Huo 2016: then all rounds together weigh as much as the shards do.
    double momentum = outer.momentum().orElse(1 - 1.0 / shards);
    return switch (outer.name()) {
      case "auto" -> automatic.outer();
      case "none" -> new WeightedMean();
      case "block-momentum" ->
          new BlockMomentum(BlockMomentum.Form.CLASSICAL, momentum, outer.rate().orElse(1));
      case "nesterov-block-momentum" ->
          new BlockMomentum(BlockMomentum.Form.NESTEROV, momentum, outer.rate().orElse(1));
      case "slowmo" ->
          new SlowMo(outer.momentum().orElse(slowMomentum(shards)), outer.rate().orElse(1));
      case "nesterov" -> new NesterovOuter(momentum, outer.rate().orElse(0.7));
      case "adam" -> adaptive(ServerAdaptive.Kind.ADAM, outer);
      case "yogi" -> adaptive(ServerAdaptive.Kind.YOGI, outer);
      case "adagrad" -> adaptive(ServerAdaptive.Kind.ADAGRAD, outer);
      case "elastic" -> new ElasticAveraging(outer.rate().orElse(0.9), shards);
      default ->
          throw ElboException.settings(
              "Cannot average: [%s] is no rule. Use one of %s."
                  .formatted(outer.name(), AveragingSettings.OUTER));
    };
  }

  private static OuterRule adaptive(ServerAdaptive.Kind kind, Outer outer) {
    return new ServerAdaptive(
        kind, outer.rate().orElse(1e-2), outer.beta1(), outer.beta2(), outer.tau());
  }

  /** As fairscale advises for its SlowMo, by the number of workers. */
  private static double slowMomentum(int shards) {
    return shards < 4 ? 0 : shards < 8 ? 0.2 : shards < 16 ? 0.5 : 0.6;
  }
}
