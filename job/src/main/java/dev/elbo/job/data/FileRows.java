package dev.elbo.job.data;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Row;

/** The rows of a task that reads files; where reading fails, it says in which file. */
record FileRows(Iterator<Row> rows) implements Iterator<Row> {

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      if (ReadFailure.root(e) instanceof IOException) {
        String file = InputFileBlockHolder.getInputFilePath().toString();
        throw ReadFailure.of(DataFiles.display(DataFiles.ofSpark(file)), e);
      }
      throw e;
    }
  }

  @Override
  public Row next() {
    return rows.next();
  }
}
