package dev.elbo.job.data;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Reads selected rows that have the name of their batch behind what a {@link TableReader} reads.
 * Each batch has a reader of its own, so that the texts of its categories come along with its own
 * rows. It belongs to one task.
 */
final class BatchReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final TableReader reader;
  private transient Map<String, TableReader> readers;

  BatchReader(TableReader reader) {
    this.reader = reader;
  }

  /** The name of the batch, and the row or the first thing that is wrong with it. */
  Tuple2<String, ParsedRow> read(InternalRow row) {
    if (readers == null) {
      readers = new HashMap<>();
    }
    String batch = row.getString(reader.width());
    return new Tuple2<>(batch, readers.computeIfAbsent(batch, name -> reader.another()).read(row));
  }
}
