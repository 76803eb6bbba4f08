package dev.elbo.job.train;

import dev.elbo.job.data.Block;
import dev.elbo.job.data.RowFormat;
import dev.elbo.job.data.Shards;
import dev.elbo.settings.AnomalySettings;
import dev.elbo.store.Anomaly;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.ScoreRequest;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The threshold of a model: a quantile of the anomaly scores of ordinary rows, which are scored as
 * the model will score others. One Spark job; the quantile is exact, and neither tasks nor shards
 * change it.
 *
 * @param architecture the network
 * @param seed of the draws
 * @param settings which score, of how many draws, and which quantile
 */
record ThresholdFit(Architecture architecture, long seed, AnomalySettings settings)
    implements Serializable {
  /** Rows that are scored at most: a hundred and more lie above the 99 % quantile of so many. */
  static final int ROWS = 20_000;

  /** The threshold of a model by these rows; none if all of their scores overflow. */
  Optional<Anomaly> run(JavaSparkContext spark, Shards shards, float[] parameters) {
    Broadcast<float[]> broadcast = spark.broadcast(parameters);
    RowFormat format = shards.format();
    long stride = Math.max(1, -Math.floorDiv(-shards.rows(), (long) ROWS));
    List<Long> starts = shards.starts();
    try {
      double[] scores =
          shards
              .blocks()
              .mapPartitionsWithIndex(
                  (shard, blocks) ->
                      List.of(scores(blocks, format, starts.get(shard), stride, broadcast.value()))
                          .iterator(),
                  true)
              .collect()
              .stream()
              .flatMapToDouble(Arrays::stream)
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      return scores.length == 0 ? Optional.empty() : Optional.of(anomaly(scores));
    } finally {
      broadcast.destroy();
    }
  }

  private Anomaly anomaly(double[] sorted) {
    return new Anomaly(
        settings.score().word(),
        settings.samples(),
        settings.quantile(),
        quantile(sorted, settings.quantile()),
        sorted.length);
  }

  /** The least of the numbers that at least this share of them is not above. */
  static double quantile(double[] sorted, double share) {
    // In decimals: 0.07 * 100 is above 7 in doubles.
    int rank =
        BigDecimal.valueOf(share)
            .multiply(BigDecimal.valueOf(sorted.length))
            .setScale(0, RoundingMode.CEILING)
            .intValue();
    return sorted[Math.max(rank, 1) - 1];
  }

  /** Of every stride-th row in canonical order, beginning with the very first. */
  private double[] scores(
      Iterator<Block> blocks, RowFormat format, long start, long stride, float[] parameters) {
    Scores scores = new Scores();
    try (RowBatch batch = RowBatch.scoring(architecture, parameters, seed)) {
      long rank = start;
      while (blocks.hasNext()) {
        Block block = blocks.next();
        for (int row = 0; row < block.rows(); row++, rank++) {
          if (rank % stride == 0) {
            block.copyRow(row, format, batch.rows(), batch.next());
            batch.add();
          }
          if (batch.isFull()) {
            scores.add(batch);
          }
        }
      }
      scores.add(batch);
    }
    return Arrays.copyOf(scores.values, scores.count);
  }

  private final class Scores {
    private final ScoreRequest request =
        new ScoreRequest(settings.score().needed(), settings.samples());
    private double[] values = new double[RowBatch.SIZE];
    private int count;

    void add(RowBatch batch) {
      int rows = batch.count();
      if (rows == 0) {
        return;
      }
      var scored = batch.score(request);
      if (count + rows > values.length) {
        values = Arrays.copyOf(values, 2 * (count + rows));
      }
      for (int row = 0; row < rows; row++) {
        values[count++] = settings.score().of(scored, row);
      }
    }
  }
}
