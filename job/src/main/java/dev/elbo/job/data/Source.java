package dev.elbo.job.data;

import dev.elbo.feature.Schema;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** A data set that was found and whose schema is known; nothing but headers has been read yet. */
public interface Source {

  /** The path as people write it, for messages. */
  String path();

  /** What a row is. */
  Schema schema();

  /** The columns of the table that hold the features; one may hold many. */
  default List<String> chosen() {
    return schema().columns();
  }

  /** How the cells of its rows are packed. */
  CellType cellType();

  /** Columns that are there and that nobody uses. */
  List<String> leftOut();

  /** What the order of the rows is. */
  Order order();

  /** Reads the rows, each with the first thing that is wrong with it; lazy. */
  JavaRDD<ParsedRow> read();

  /**
   * The message of a problem, with its place as exactly as can be told by a second look at the
   * file; where lines are known, of the first problem in that file.
   */
  String explain(Problem problem);

  /** What the order of the rows of a source means. */
  enum Order {
    /** Nothing: it depends on how Spark splits files. */
    ARBITRARY,
    /** The order in the file, which partitions keep. */
    FILE
  }
}
