package dev.elbo.job.score;

import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.RowScore;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.ScoreRequest;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;

/** What a task needs to measure the rows of a partition. */
final class Measuring implements Serializable {
  private static final long serialVersionUID = 1;

  private final Architecture architecture;
  private final Broadcast<float[]> parameters;
  private final long seed;
  private final RowReader reader;
  private final AnomalyScore anomaly;
  private final double threshold;
  private final ScoreRequest parts;
  private final ScoreRequest bound;

  /**
   * A task.
   *
   * @param samples of the importance-weighted bound
   */
  Measuring(
      Architecture architecture,
      Broadcast<float[]> parameters,
      RowReader reader,
      Scoring scoring,
      int samples) {
    this.architecture = architecture;
    this.parameters = parameters;
    this.seed = scoring.seed();
    this.reader = reader;
    this.anomaly = scoring.anomaly();
    this.threshold = scoring.threshold().orElse(Double.POSITIVE_INFINITY);
    Set<RowScore> needed = anomaly.needed();
    needed.addAll(EnumSet.of(RowScore.CODE, RowScore.RECONSTRUCTION, RowScore.KL));
    this.parts = new ScoreRequest(needed, scoring.samples());
    this.bound = new ScoreRequest(EnumSet.of(RowScore.LOG_LIKELIHOOD), samples);
  }

  /** The sums over the rows. */
  Measured measure(Iterator<InternalRow> rows) {
    Measured sums = new Measured(architecture.posterior().inputs());
    if (!rows.hasNext()) {
      return sums;
    }
    try (RowBatch batch = RowBatch.scoring(architecture, parameters.value(), seed)) {
      while (rows.hasNext()) {
        reader.read(rows.next(), batch.rows(), batch.next());
        batch.add();
        if (batch.isFull() || !rows.hasNext()) {
          add(batch, sums);
        }
      }
    }
    return sums;
  }

  private void add(RowBatch batch, Measured sums) {
    int count = batch.count();
    int inputs = architecture.posterior().inputs();
    List<RowScores> scores = batch.score(List.of(parts, bound));
    RowScores elbo = scores.get(0);
    for (int row = 0; row < count; row++) {
      double logLikelihood = scores.get(1).logLikelihood()[row];
      sums.add(elbo.reconstruction()[row], elbo.kl()[row], logLikelihood);
      sums.addAnomaly(anomaly.of(elbo, row), threshold);
      sums.addCode(RowScores.of(row, elbo.codes(), inputs));
    }
  }
}
