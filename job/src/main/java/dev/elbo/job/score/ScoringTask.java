package dev.elbo.job.score;

import dev.elbo.vae.Architecture;
import dev.elbo.vae.RowBatch;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** What a task needs to score the rows of a partition. */
final class ScoringTask implements Serializable {
  private static final long serialVersionUID = 1;

  private final Architecture architecture;
  private final Broadcast<float[]> parameters;
  private final long seed;
  private final RowReader reader;
  private final ScoreCells cells;

  /**
   * A task.
   *
   * @param schema of the rows that it is given
   * @param wanted of the score columns
   */
  ScoringTask(
      Scorer scorer,
      Features features,
      StructType schema,
      List<ScoreColumn> wanted,
      Broadcast<float[]> parameters) {
    this.architecture = scorer.network().architecture();
    this.parameters = parameters;
    this.seed = scorer.scoring().seed();
    this.reader =
        new RowReader(schema, features.in(schema), scorer.preparation(), architecture.likelihood());
    this.cells = scorer.cells(wanted);
  }

  /** The score columns that it adds. */
  StructType added() {
    return cells.schema();
  }

  /** The rows with their scores behind; each is good until the next one. */
  Iterator<InternalRow> score(Iterator<InternalRow> rows) {
    Supplier<RowBatch> opener =
        () -> {
          RowBatch batch = RowBatch.scoring(architecture, parameters.value(), seed);
          TaskCompletionListener end = context -> batch.close();
          TaskContext.get().addTaskCompletionListener(end);
          return batch;
        };
    return new ScoredRows(rows, reader, opener, cells);
  }
}
