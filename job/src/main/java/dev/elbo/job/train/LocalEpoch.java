package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.StepRule;
import dev.elbo.optim.TrainingState;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Network;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Objective;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
    int epochs)
    implements Round.Local {

  /** Trains on every row of the shard once, from the state. */
  @Override
  public ShardResult run(TrainingState state, int shard, List<Block> blocks) {
    long start = System.nanoTime();
    int epoch = state.epoch() + 1;
    EpochOrder order = EpochOrder.of(blocks, Noise.of(seed, epoch, shard, 0));
    try (Network network = new Network(architecture, objective, batchSize);
        INDArray moments = moments(state)) {
      network.setParameters(state.parameters());
      StepRule rule = new StepRule(optimizer, moments);
      ElboSums sums = new ElboSums(architecture.latents());
      float[] batch = new float[Math.multiplyExact(batchSize, format.features())];
      int steps = 0;
      double stepsInEpoch = Math.ceil((double) order.rows() / batchSize);
      while (order.hasNext()) {
        int rows = order.next(format, batch, batchSize);
        Noise noise = Noise.of(seed, epoch, shard, steps).split(Noise.Use.POSTERIOR);
        double progress = state.epoch() + (steps + 0.5) / stepsInEpoch;
        network.step(
            batch,
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
      return new ShardResult(shard, steps, network.getParameters(), floats(moments), sums, seconds);
    }
  }

  /** An empty array where the rule has no moments: ND4J's arrays of length 0 have no memory. */
  private static INDArray moments(TrainingState state) {
    return state.moments().length == 0
        ? Nd4j.empty(DataType.FLOAT)
        : Nd4j.createFromArray(state.moments());
  }

  private static float[] floats(INDArray moments) {
    return moments.isEmpty() ? new float[0] : moments.toFloatVector();
  }
}
