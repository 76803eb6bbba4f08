package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.job.live.ProcessMemory;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.averaging.RoundLength.Span;
import dev.elbo.store.ShardStates.ShardState;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.StepAt;
import dev.elbo.vae.StepEngine;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Objective;
import java.util.List;

/**
 * The local steps of a round over one shard: a pure function of what the round starts from, the
 * shard's rows, its number and the seed. So a lost executor repeats it to the same bits, and one
 * shard alone is single-machine training.
 *
 * @param architecture the network
 * @param format how to read the rows of a block
 * @param optimizer the step rule
 * @param objective what is maximized
 * @param annealing how it changes over training
 * @param clipNorm the greatest Euclidean norm of a gradient; infinity does not clip
 * @param seed of order and noise
 * @param epochs of the whole training, for the learning-rate schedule
 * @param engine who takes the steps
 * @param memory what the shard keeps between rounds
 */
record LocalRound(
    Architecture architecture,
    RowFormat format,
    Optimizer optimizer,
    Objective objective,
    AnnealingSchedule annealing,
    double clipNorm,
    long seed,
    int epochs,
    StepEngine engine,
    ShardMemory memory)
    implements Round.Local {

  /** Takes the steps of the round on the rows of the shard that are theirs. */
  @Override
  public ShardResult run(RoundStart round, int shard, List<Block> blocks) {
    long start = System.nanoTime();
    int completed = round.at().epoch();
    int epoch = completed + 1;
    EpochOrder order = EpochOrder.of(blocks, format, Noise.of(seed, epoch, shard, 0));
    int batchSize = round.batchSize();
    double stepsInEpoch = Math.ceil((double) order.rows() / batchSize);
    Span span = round.span();
    order.skip((long) span.from() * batchSize);
    ShardState from = memory.start(round, shard);
    StepSettings settings =
        new StepSettings(architecture, objective, optimizer, clipNorm, batchSize);
    try (Steps steps =
        engine.open(settings, () -> format.packed(blocks), from.parameters(), from.moments())) {
      int step = span.from();
      while (step < span.to() && order.hasNext()) {
        order.next(batchSize);
        Noise noise = Noise.of(seed, epoch, shard, step).split(Noise.Use.POSTERIOR);
        double time = completed + (step + 0.5) / stepsInEpoch;
        double rate = optimizer.rateAt(time, epochs) * round.rateFactor();
        long taken = round.step() + step - span.from();
        Annealing now = annealing.at(time, (long) (time * stepsInEpoch));
        steps.take(order, new StepAt(noise, now, taken, rate));
        step++;
      }
      ShardState after = new ShardState(steps.parameters(), steps.moments());
      float[] moments = memory.end(round, shard, after);
      ElboSums sums = steps.sums();
      double seconds = (System.nanoTime() - start) / 1e9;
      int taken = Math.max(0, step - span.from());
      return new ShardResult(
          shard, taken, after.parameters(), moments, sums, seconds, ProcessMemory.now());
    }
  }
}
