package dev.elbo.job.data;

import dev.elbo.feature.ColumnType;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Where in a table the features are. */
interface TableFeatures extends Serializable {

  /** The columns that hold them. */
  List<String> columns();

  /** The name of each feature. */
  List<String> names();

  /** The type of each feature. */
  List<ColumnType> types();

  /** What a query selects, so that {@link #read} finds it at the start of each row. */
  List<Column> select(Dataset<Row> table);

  /**
   * Reads the features of a selected row.
   *
   * @param cells receives a number a feature; NaN where there is none
   * @return how many numbers the row holds: where that is not their number, nothing was read
   */
  int read(InternalRow row, double[] cells);

  /** The text of a feature that is a category or was read as no finite number; null if missing. */
  String text(InternalRow row, int feature);
}
