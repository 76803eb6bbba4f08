package dev.elbo.job.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small tables to train on, and an Estimator that is quick with them. */
final class Rows {
  static final String[] COLUMNS = {"a", "b", "c"};

  /** What the quick Estimator says, as a settings file. */
  static final String QUICK =
      """
      elbo.model { encoder = [8], decoder = [8], latent.dimension = 2, likelihood = gaussian }
      elbo.data { columns = [a, b, c], scale = standard }
      elbo.training { epochs = 2, batch-size = 32, shards = 2, seed = 5 }
      """;

  private Rows() {}

  /** Columns a, b and c of numbers and kind of texts; some zeros, so that sparse is shorter. */
  static Dataset<Row> table(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double b = i % 3 == 0 ? 0 : (float) Math.cos(3 * i);
      rows.add(
          RowFactory.create((double) (float) Math.sin(i), b, (double) (i % 7), "kind" + i % 3));
    }
    StructType schema = new StructType();
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.DoubleType, false);
    }
    return spark.createDataFrame(rows, schema.add("kind", DataTypes.StringType, false));
  }

  /** The same with a, b and c in a vector, features. */
  static Dataset<Row> vectors(SparkSession spark) {
    return new VectorAssembler()
        .setInputCols(COLUMNS)
        .setOutputCol("features")
        .transform(table(spark));
  }

  /** Two epochs of a small network; features, unless it is told otherwise. */
  static VariationalAutoencoder quick() {
    return new VariationalAutoencoder()
        .setEncoder(8)
        .setDecoder(8)
        .setLatentDimension(2)
        .setLikelihood("gaussian")
        .setScale("standard")
        .setEpochs(2)
        .setBatchSize(32)
        .setShards(2)
        .setSeed(5);
  }

  /** The cells of a column, as texts, in an order of their own. */
  static List<String> cells(Dataset<Row> rows, String... columns) {
    return rows
        .select(columns[0], java.util.Arrays.copyOfRange(columns, 1, columns.length))
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
