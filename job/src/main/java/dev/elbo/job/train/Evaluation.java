package dev.elbo.job.train;

import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.job.data.Shards;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboParts;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The ELBO of a model on rows held out, as one Spark job. The noise of a row is keyed by its
 * content: the result depends on the rows alone, and all epochs are measured with the same noise.
 *
 * @param architecture the network
 * @param format how to read the rows of a block
 * @param seed of the noise
 * @param objective what is measured besides the ELBO
 * @param beta the weight of the KL in it
 * @param engine who does the element-wise work
 */
record Evaluation(
    Architecture architecture,
    RowFormat format,
    long seed,
    Objective objective,
    double beta,
    Engine engine)
    implements Serializable {
  /** The sums over all rows, in the order of their shards. */
  ElboSums run(JavaSparkContext spark, Shards shards, float[] parameters) {
    Broadcast<float[]> broadcast = spark.broadcast(parameters);
    try {
      List<Tuple2<Integer, ElboSums>> parts =
          new ArrayList<>(
              shards
                  .blocks()
                  .mapPartitionsWithIndex(
                      (shard, blocks) ->
                          List.of(new Tuple2<>(shard, evaluate(blocks, broadcast.value())))
                              .iterator(),
                      true)
                  .collect());
      parts.sort(Comparator.comparing(Tuple2::_1));
      ElboSums total = new ElboSums(architecture.latents());
      parts.forEach(part -> total.add(part._2()));
      return total;
    } finally {
      broadcast.destroy();
    }
  }

  /** The means over a few rows, on the driver. */
  ElboParts parts(Shards.Sample sample, float[] parameters) {
    ElboSums sums = new ElboSums(architecture.latents());
    try (RowBatch batch = new RowBatch(architecture, objective, engine, parameters, seed)) {
      for (int row = 0; row < sample.rows(); row++) {
        System.arraycopy(
            sample.values(),
            row * sample.features(),
            batch.rows(),
            batch.next(),
            sample.features());
        batch.add();
        if (batch.isFull()) {
          batch.evaluate(Annealing.beta(beta), sums);
        }
      }
      batch.evaluate(Annealing.beta(beta), sums);
    }
    return sums.parts();
  }

  private ElboSums evaluate(Iterator<Block> blocks, float[] parameters) {
    ElboSums sums = new ElboSums(architecture.latents());
    Annealing now = Annealing.beta(beta);
    try (RowBatch batch = new RowBatch(architecture, objective, engine, parameters, seed)) {
      while (blocks.hasNext()) {
        Block block = blocks.next();
        for (int row = 0; row < block.rows(); row++) {
          block.copyRow(row, format, batch.rows(), batch.next());
          batch.add();
          if (batch.isFull()) {
            batch.evaluate(now, sums);
          }
        }
      }
      batch.evaluate(now, sums);
    }
    return sums;
  }
}
