package dev.elbo.job.train;

import dev.elbo.ElboException;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.Averaging;
import dev.elbo.optim.averaging.BlockMomentum;
import dev.elbo.optim.averaging.ElasticAveraging;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.optim.averaging.NesterovOuter;
import dev.elbo.optim.averaging.OuterRule;
import dev.elbo.optim.averaging.RoundLength;
import dev.elbo.optim.averaging.ServerAdaptive;
import dev.elbo.optim.averaging.SlowMo;
import dev.elbo.optim.averaging.WeightedMean;
import dev.elbo.settings.AveragingSettings;
import dev.elbo.settings.AveragingSettings.Outer;
import dev.elbo.settings.AveragingSettings.Scale;
import dev.elbo.settings.TrainingSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run averages: what its settings say, and what {@code auto} becomes for its shards.
 *
 * @param averaging from one round to the next
 * @param rounds of an epoch
 * @param batchSize of a shard's step
 * @param steps of the longest shard in an epoch
 * @param auto what each setting that said auto became, by its key; for people
 */
public record AveragingPlan(
    Averaging averaging, RoundLength rounds, int batchSize, int steps, Map<String, String> auto) {
  private static final String KEY = "elbo.training.averaging.";
  private static final RoundLength EPOCH = new RoundLength.PerEpoch(1);

  /**
   * A plan for so many shards; one alone is averaged with nobody.
   *
   * @param rows over all shards
   */
  static AveragingPlan of(TrainingSettings training, int shards, long rows) {
    return shards == 1 ? single(training, rows) : several(training, shards, rows);
  }

  /** What auto became, a sentence. */
  String explanation() {
    return "Averaging: " + String.join("; ", auto.values());
  }

  private static AveragingPlan single(TrainingSettings training, long rows) {
    Averaging averaging = new Averaging(new WeightedMean(), Moments.AVERAGE, training.optimizer());
    int batch = training.batchSize();
    return new AveragingPlan(averaging, EPOCH, batch, steps(rows, 1, batch), Map.of());
  }

  private static AveragingPlan several(TrainingSettings training, int shards, long rows) {
    AveragingSettings settings = training.averaging();
    Map<String, String> auto = new TreeMap<>();
    AutomaticAveraging automatic = AutomaticAveraging.of(training.batchSize(), shards, rows);
    int batch = training.batchSize();
    Optimizer optimizer = training.optimizer();
    if (settings.scale() == Scale.AUTO) {
      batch = automatic.batchSize();
      optimizer = optimizer.withRateTimes(automatic.rateFactor());
      auto.put(KEY + "scale", automatic.scale(training.optimizer().learningRate()));
    }
    RoundLength rounds =
        switch (settings.every().unit()) {
          case EPOCH -> EPOCH;
          case STEPS -> new RoundLength.Steps(settings.every().steps().orElseThrow());
          case AUTO -> new RoundLength.PerEpoch(automatic.rounds());
        };
    if (settings.every().unit() == AveragingSettings.Every.Unit.AUTO) {
      auto.put(KEY + "every", automatic.every());
    }
    if (settings.earlyEpochs() > 0) {
      RoundLength early = new RoundLength.Steps(settings.earlySteps());
      rounds = new RoundLength.PostLocal(settings.earlyEpochs(), early, rounds);
    }
    OuterRule outer = outer(settings.outer(), shards, automatic);
    if (settings.outer().name().equals("auto")) {
      auto.put(KEY + "outer.name", automatic.outerName());
    }
    return new AveragingPlan(
        new Averaging(outer, settings.moments(), optimizer),
        rounds,
        batch,
        steps(rows, shards, batch),
        auto);
  }

  private static int steps(long rows, int shards, int batchSize) {
    long longest = -Math.floorDiv(-rows, (long) shards);
    return Math.toIntExact(-Math.floorDiv(-longest, (long) batchSize));
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
