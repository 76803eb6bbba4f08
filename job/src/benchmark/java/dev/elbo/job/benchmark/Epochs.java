package dev.elbo.job.benchmark;

import dev.elbo.distribution.Noise;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes over rows in shuffled minibatches, timed one by one.
 *
 * @param rows what is passed over
 * @param batch examples of a minibatch; the last one takes what is left
 * @param count passes in all
 * @param warmUp how many of the first do not count
 */
record Epochs(Rows rows, int batch, int count, int warmUp) {

  /** What is done with a minibatch. */
  interface Minibatch {
    void accept(dev.elbo.vae.Rows minibatch, int m);
  }

  /**
   * Runs them all.
   *
   * @param before runs before each
   * @return examples a second of each that counts
   */
  List<Double> run(Runnable before, Minibatch minibatch) {
    List<Double> rates = new ArrayList<>();
    for (int epoch = 0; epoch < count; epoch++) {
      before.run();
      long start = System.nanoTime();
      int[] order = Noise.of(1, epoch, 0, 0).permutation(rows.count());
      for (int from = 0; from < rows.count(); from += batch) {
        int m = Math.min(batch, rows.count() - from);
        int first = from;
        minibatch.accept((row, target) -> rows.copy(order[first + row], target), m);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (epoch >= warmUp) {
        rates.add(rows.count() / seconds);
      }
    }
    return rates;
  }
}
