package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.job.data.Shards;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Network;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The ELBO of a model on rows held out, as one Spark job. Rows run in batches of fixed size, the
 * last one padded, and the noise of a row is keyed by its content: the result depends on the rows
 * alone, and all epochs are measured with the same noise.
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
  /** Examples that run at once. */
  static final int BATCH = 256;

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

  private ElboSums evaluate(Iterator<Block> blocks, float[] parameters) {
    ElboSums sums = new ElboSums(architecture.latents());
    float[] rows = new float[BATCH * format.features()];
    Noise[] noise = new Noise[BATCH];
    try (Network network = new Network(architecture, objective, BATCH, engine)) {
      network.setParameters(parameters);
      while (blocks.hasNext()) {
        Block block = blocks.next();
        for (int first = 0; first < block.rows(); first += BATCH) {
          int count = Math.min(BATCH, block.rows() - first);
          for (int i = 0; i < count; i++) {
            block.copyRow(first + i, format, rows, i * format.features());
            noise[i] = noise(rows, i);
          }
          network.evaluate(rows, count, noise, Annealing.beta(beta), sums);
        }
      }
    }
    return sums;
  }

  private Noise noise(float[] rows, int row) {
    ByteBuffer content = ByteBuffer.allocate(format.features() * Float.BYTES);
    content.asFloatBuffer().put(rows, row * format.features(), format.features());
    long identity = MurmurHash3.hash128x64(content.array(), 0, content.capacity(), 0)[0];
    return Noise.of(seed, 0, 0, 0).split(Noise.Use.EVALUATION).at(identity);
  }
}
