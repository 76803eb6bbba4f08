package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.optim.TrainingState;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Network;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Objective;
import java.util.List;

/**
 * One pass over one shard: a pure function of the state, the shard's rows, its number and the seed.
 * So a lost executor repeats it to the same bits, and one shard alone is single-machine training.
 *
 * @param architecture the network
 * @param format how to read the rows of a block
 * @param optimizer the step rule
 * @param objective what is maximized
 * @param annealing how it changes over training
 * @param clipNorm the greatest Euclidean norm of a gradient; infinity does not clip
 * @param batchSize examples of a step; the last one of an epoch takes what is left
 * @param seed of order and noise
 * @param epochs of the whole training, for the learning-rate schedule
 * @param engine who does the element-wise work
 */
record LocalEpoch(
    Architecture architecture,
    RowFormat format,
    Optimizer optimizer,
    Objective objective,
    AnnealingSchedule annealing,
    double clipNorm,
    int batchSize,
    long seed,
    int epochs,
    Engine engine)
    implements Round.Local {

  /** Trains on every row of the shard once, from the state. */
  @Override
  public ShardResult run(TrainingState state, int shard, List<Block> blocks) {
    long start = System.nanoTime();
    int epoch = state.epoch() + 1;
    EpochOrder order = EpochOrder.of(blocks, format, Noise.of(seed, epoch, shard, 0));
    try (Network network = new Network(architecture, objective, batchSize, engine);
        StepRule rule = engine.stepRule(optimizer, state.moments())) {
      network.setParameters(state.parameters());
      ElboSums sums = new ElboSums(architecture.latents());
      int steps = 0;
      double stepsInEpoch = Math.ceil((double) order.rows() / batchSize);
      while (order.hasNext()) {
        int rows = order.next(batchSize);
        Noise noise = Noise.of(seed, epoch, shard, steps).split(Noise.Use.POSTERIOR);
        double progress = state.epoch() + (steps + 0.5) / stepsInEpoch;
        network.step(
            order,
            rows,
            noise,
            annealing.at(progress, (long) (state.epoch() * stepsInEpoch) + steps),
            sums);
        if (Double.isFinite(clipNorm)) {
          GradientClip.apply(network.gradient(), clipNorm);
        }
        double rate = optimizer.rateAt(progress, epochs);
        rule.update(network.parameters(), network.gradient(), state.step() + steps, rate);
        steps++;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new ShardResult(shard, steps, network.getParameters(), rule.moments(), sums, seconds);
    }
  }
}
