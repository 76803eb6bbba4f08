package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.store.WholeDirectory;
import dev.elbo.store.WholeFile;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A folder that receives a table, whole or not at all.
 *
 * @param directory absolute or a URI
 * @param format of its files
 * @param existing what becomes of one that is there
 */
public record TableOutput(String directory, Format format, Existing existing) {

  /** The formats of files. */
  public enum Format {
    PARQUET,
    CSV,
    JSON,
    ORC
  }

  /**
   * Checks that nothing is in the way, before any work is done for it.
   *
   * @throws ElboException (settings) if something is
   */
  void requireFree(Configuration hadoop) {
    if (existing == Existing.KEEP && new WholeFile(hadoop, new Path(directory)).exists()) {
      throw ElboException.settings(
          "Cannot write [%s]: it exists. Use --overwrite to replace it, or another --out."
              .formatted(display()));
    }
  }

  /** Writes the rows, which are computed now; the directory is there when all of them are. */
  void write(Configuration hadoop, Dataset<Row> rows) {
    Dataset<Row> written = format == Format.CSV ? flat(rows) : rows;
    new WholeDirectory(hadoop, new Path(directory))
        .publish(
            inside ->
                written
                    .write()
                    .mode("append") // The folder is there and empty.
                    .option("header", true)
                    .option("escape", "\"") // Of CSV: quotes are doubled, as by everyone else.
                    .format(format.name().toLowerCase(Locale.ROOT))
                    .save(inside.toString()));
  }

  /** The directory as people write it. */
  String display() {
    Path path = new Path(directory);
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /** CSV has texts alone: arrays and structs become JSON, bytes base 64. */
  private static Dataset<Row> flat(Dataset<Row> rows) {
    Column[] columns = new Column[rows.schema().size()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = rows.schema().apply(i);
      Column column = rows.col("`" + field.name().replace("`", "``") + "`");
      columns[i] = flat(column, field.dataType()).as(field.name());
    }
    return rows.select(columns);
  }

  private static Column flat(Column column, DataType type) {
    if (type instanceof ArrayType || type instanceof StructType || type instanceof MapType) {
      return functions.to_json(column);
    }
    if (type instanceof BinaryType) {
      return functions.base64(column);
    }
    return type.typeName().equals("vector") ? column.cast("string") : column;
  }
}
