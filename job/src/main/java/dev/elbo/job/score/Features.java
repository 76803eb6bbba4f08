package dev.elbo.job.score;

import dev.elbo.ElboException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Where in a DataFrame the features of a model are. */
interface Features {

  /** The columns that they are in. */
  List<String> columns();

  /**
   * Checks that they can be read.
   *
   * @throws ElboException (data) if a column is missing or of another type
   */
  void requireIn(StructType schema);

  /** What reads them out of rows of a schema. */
  Reader in(StructType schema);

  /** Reads them out of rows, raw. */
  interface Reader extends Serializable {

    /**
     * Reads a row.
     *
     * @param cells receives a number a feature, NaN where there is none
     * @throws ElboException (data) if the row has fewer or more
     */
    void read(InternalRow row, double[] cells);

    /** Whether the cell of a feature that was read as NaN is a missing one. */
    boolean isMissing(InternalRow row, int feature);

    /** The name of a feature, for messages. */
    String name(int feature);

    /** What a cell that is not missing holds, for messages. */
    String text(InternalRow row, int feature);
  }

  /** A column that the rows must have. */
  static void require(StructType schema, String column) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(column)) {
      throw ElboException.data(
          "Cannot score the rows: they have no column [%s]; their columns are %s. Add it, or rename the one that is meant."
              .formatted(column, RowText.shown(names)));
    }
  }

  /** The error about a column of a type that cannot be read. */
  static ElboException wrongType(StructType schema, String column, String remedy) {
    return ElboException.data(
        "Cannot score the rows: the type of column [%s] is [%s]. %s"
            .formatted(column, schema.apply(column).dataType().simpleString(), remedy));
  }
}
