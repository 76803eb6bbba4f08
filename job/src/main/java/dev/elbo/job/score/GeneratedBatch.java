package dev.elbo.job.score;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Network;
import dev.elbo.vae.RowBatch;
import java.util.Arrays;
import java.util.Iterator;

/**
 * New rows, a batch of fixed size at a time, the last one padded: the bits of a row do not depend
 * on its neighbours. It belongs to one thread and owns native memory: close it.
 */
final class GeneratedBatch implements AutoCloseable {
  private final Noise noise;
  private final Generator.Shown shown;
  private final Network network;
  private final long[] batch = new long[RowBatch.SIZE];
  private double[] rows = {};

  GeneratedBatch(Architecture architecture, float[] parameters, long seed, Generator.Shown shown) {
    this.noise = Noise.of(seed, 0, 0, 0);
    this.shown = shown;
    this.network = new Network(architecture, RowBatch.SIZE);
    this.network.setParameters(parameters);
  }

  /**
   * Makes the rows of the next numbers, of one at least.
   *
   * @return how many
   */
  int fill(Iterator<Long> numbers) {
    int count = 0;
    while (count < batch.length && numbers.hasNext()) {
      batch[count++] = numbers.next();
    }
    Arrays.fill(batch, count, batch.length, batch[count - 1]);
    double[] z = network.prior(keys(Noise.Use.PRIOR));
    rows =
        switch (shown) {
          case DRAW -> network.sample(z, keys(Noise.Use.OBSERVATION));
          case MEAN -> network.decode(z, batch.length);
        };
    return count;
  }

  /** As the network gives them, [.., features] row by row. */
  double[] rows() {
    return rows;
  }

  private Noise[] keys(Noise.Use use) {
    Noise ofUse = noise.split(use);
    return Arrays.stream(batch).mapToObj(ofUse::at).toArray(Noise[]::new);
  }

  @Override
  public void close() {
    network.close();
  }
}
