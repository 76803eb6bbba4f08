package dev.elbo.job.score;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import scala.Function1;

/** The rows of some numbers as Spark has them. */
final class GeneratedRows implements Iterator<Row> {
  private final Iterator<Long> numbers;
  private final Supplier<GeneratedBatch> opener;
  private final DataCells cells;
  private final Function1<Object, Object> outward;
  private GeneratedBatch batch;
  private int count;
  private int at;

  /**
   * Rows to make.
   *
   * @param opener of the batch, called if there is a number
   */
  GeneratedRows(Iterator<Long> numbers, Supplier<GeneratedBatch> opener, DataCells cells) {
    this.numbers = numbers;
    this.opener = opener;
    this.cells = cells;
    this.outward = CatalystTypeConverters.createToScalaConverter(cells.schema());
  }

  @Override
  public boolean hasNext() {
    return at < count || numbers.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (batch == null) {
      batch = opener.get();
    }
    if (at == count) {
      count = batch.fill(numbers);
      at = 0;
    }
    Object[] row = new Object[cells.count()];
    for (int j = 0; j < row.length; j++) {
      row[j] = cells.cell(j, batch.rows()[at * row.length + j]);
    }
    at++;
    return (Row) outward.apply(new GenericInternalRow(row));
  }
}
