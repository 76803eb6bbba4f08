package dev.elbo.job.data;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Puts rows into an order that depends on the rows and the seed alone, because the order in which
 * Spark reads them depends on cores, on file sizes and on its settings: by a seeded hash of the
 * content, ties by the content itself. Equal rows may change places; nobody can tell.
 */
final class CanonicalOrder {
  private static final StructType COLUMNS =
      new StructType()
          .add("hash", DataTypes.LongType, false)
          .add("content", DataTypes.BinaryType, false)
          .add("label", DataTypes.StringType, true);

  private CanonicalOrder() {}

  /** The rows in their order, over partitions that follow one another. */
  static JavaRDD<RawRow> sort(SparkSession spark, JavaRDD<RawRow> rows, long seed) {
    JavaRDD<Row> hashed =
        rows.map(
            row ->
                RowFactory.create(
                    Holdout.mix(row.hash().high() ^ seed), row.content(), row.label()));
    return spark
        .createDataFrame(hashed, COLUMNS)
        .orderBy("hash", "content", "label")
        .toJavaRDD()
        .map(row -> new RawRow((byte[]) row.get(1), row.getString(2)));
  }
}
