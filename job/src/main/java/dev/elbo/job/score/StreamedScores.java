package dev.elbo.job.score;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * Scores the rows of a stream: a relation cannot be scanned again and again, but a function can be
 * applied to every micro-batch. Rows cross as objects here; the bits are the same.
 */
final class StreamedScores implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  private final ScoringTask task;
  private final StructType input;
  private final StructType output;

  StreamedScores(ScoringTask task, StructType input, StructType output) {
    this.task = task;
    this.input = input;
    this.output = output;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Function1<Object, Object> inward = CatalystTypeConverters.createToCatalystConverter(input);
    Function1<Object, Object> outward = CatalystTypeConverters.createToScalaConverter(output);
    Iterator<InternalRow> scored =
        task.score(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return rows.hasNext();
              }

              @Override
              public InternalRow next() {
                return (InternalRow) inward.apply(rows.next());
              }
            });
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return scored.hasNext();
      }

      @Override
      public Row next() {
        return (Row) outward.apply(scored.next());
      }
    };
  }
}
