package dev.elbo.job.benchmark;

import dev.elbo.job.train.PackedEpochs;
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
record Epochs(PackedEpochs rows, int batch, int count, int warmUp) {

  /**
   * Runs them all.
   *
   * @param before runs before each
   * @return examples a second of each that counts
   */
  List<Double> run(Runnable before, PackedEpochs.Minibatch minibatch) {
    List<Double> rates = new ArrayList<>();
    for (int epoch = 0; epoch < count; epoch++) {
      before.run();
      long start = System.nanoTime();
      rows.run(epoch, batch, minibatch);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (epoch >= warmUp) {
        rates.add(rows.rows() / seconds);
      }
    }
    return rates;
  }
}
