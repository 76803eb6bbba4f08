package dev.elbo.job.score;

import dev.elbo.vae.RowBatch;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.ScoreRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/**
 * The rows of a partition and what was made of each, a batch at a time: the cells of the row, then
 * those of its scores. A row is good until the next one is asked for.
 */
final class ScoredRows implements Iterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final RowReader reader;
  private final Supplier<RowBatch> opener;
  private final ScoreCells cells;
  private final ScoreRequest request;
  private final InternalRow[] waiting = new InternalRow[RowBatch.SIZE];
  private final JoinedRow joined = new JoinedRow();
  private RowBatch batch;
  private RowScores scores;
  private int count;
  private int at;

  /**
   * Rows to score.
   *
   * @param opener of the batch, called if there is a row
   */
  ScoredRows(
      Iterator<InternalRow> rows, RowReader reader, Supplier<RowBatch> opener, ScoreCells cells) {
    this.rows = rows;
    this.reader = reader;
    this.opener = opener;
    this.cells = cells;
    this.request = cells.request();
  }

  @Override
  public boolean hasNext() {
    return at < count || rows.hasNext();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (at == count) {
      scoreNext();
    }
    InternalRow scored = joined.apply(waiting[at], cells.of(scores, at));
    at++;
    return scored;
  }

  private void scoreNext() {
    if (batch == null) {
      batch = opener.get();
    }
    while (!batch.isFull() && rows.hasNext()) {
      // Spark writes the next row into the same memory.
      InternalRow row = rows.next();
      waiting[batch.count()] = row.copy();
      reader.read(row, batch.rows(), batch.next());
      batch.add();
    }
    count = batch.count();
    scores = batch.score(request);
    at = 0;
  }
}
