package dev.elbo.job.data;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.TaskKilledException;
import org.apache.spark.rdd.InputFileBlockHolder;

/** The rows of a task that reads files; where reading fails, it says in which file. */
record FileRows<T>(Iterator<T> rows) implements Iterator<T> {

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      String file = InputFileBlockHolder.getInputFilePath().toString();
      // A task that is stopped, or lost its shuffle files, has to say so itself.
      boolean isReaders =
          ReadFailure.root(e) instanceof IOException
              || (e instanceof RuntimeException && !(e instanceof TaskKilledException));
      if (isReaders && !file.isEmpty()) {
        throw ReadFailure.of(DataFiles.display(DataFiles.ofSpark(file)), e);
      }
      throw e;
    }
  }

  @Override
  public T next() {
    return rows.next();
  }
}
