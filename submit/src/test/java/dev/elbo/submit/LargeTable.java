package dev.elbo.submit;

import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Makes a table of 64 columns of floats in Parquet: what 8 hidden normals weigh in each, and noise.
 */
final class LargeTable {
  private static final int COLUMNS = 64;
  private static final int HIDDEN = 8;

  private LargeTable() {}

  /** Arguments: the folder, the number of rows. */
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.parquet.compression.codec", "uncompressed")
            .getOrCreate();
    Dataset<?> hidden =
        spark
            .range(0, Long.parseLong(arguments[1]), 1, 16)
            .select(
                IntStream.range(0, HIDDEN)
                    .mapToObj(k -> functions.randn(k).as("z" + k))
                    .toArray(Column[]::new));
    hidden
        .select(IntStream.range(0, COLUMNS).mapToObj(LargeTable::column).toArray(Column[]::new))
        .write()
        .parquet(arguments[0]);
    spark.stop();
  }

  private static Column column(int j) {
    Column sum = functions.randn(100 + j).multiply(0.5);
    for (int k = 0; k < HIDDEN; k++) {
      sum = sum.plus(functions.col("z" + k).multiply(Math.sin(1 + j * HIDDEN + k)));
    }
    return sum.cast("float").as("x" + j);
  }
}
