package dev.elbo.job.score;

import dev.elbo.vae.ElboRows;
import dev.elbo.vae.RowBatch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;

/**
 * The rows of a partition and what was made of each, a batch at a time: the cells of the row, then
 * those of {@link Scorer#COLUMNS}. A row is good until the next one is asked for.
 */
final class ScoredRows implements Iterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final RowReader reader;
  private final Supplier<RowBatch> opener;
  private final InternalRow[] waiting = new InternalRow[RowBatch.SIZE];
  private final JoinedRow joined = new JoinedRow();
  private RowBatch batch;
  private ElboRows scores;
  private int count;
  private int at;

  /**
   * Rows to score.
   *
   * @param opener of the batch, called if there is a row
   */
  ScoredRows(Iterator<InternalRow> rows, RowReader reader, Supplier<RowBatch> opener) {
    this.rows = rows;
    this.reader = reader;
    this.opener = opener;
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
    int size = scores.codes().length / scores.kl().length;
    double[] code = Arrays.copyOfRange(scores.codes(), at * size, (at + 1) * size);
    Object[] cells = {
      UnsafeArrayData.fromPrimitiveArray(code),
      scores.elbo(at),
      scores.reconstruction()[at],
      scores.kl()[at]
    };
    return joined.apply(waiting[at++], new GenericInternalRow(cells));
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
    scores = batch.score();
    at = 0;
  }
}
