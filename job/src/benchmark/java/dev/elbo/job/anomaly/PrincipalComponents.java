package dev.elbo.job.anomaly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.feature.Schema;
import dev.elbo.job.data.DataTable;
import dev.elbo.settings.ResolvedSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds a digit by the squared error with which the principal components of other digits (Spark
 * ML's {@link PCA}) reconstruct it. Pixels run from 0 to 1; their means are taken away, their
 * variances stay.
 */
public final class PrincipalComponents {
  private static final double WHITE = 255;

  private PrincipalComponents() {}

  /**
   * Prints one line of JSON: the AUC by the number of components, and the version of Spark.
   *
   * @param args the images to train on, the images to test on (labels beside them; both IDX), the
   *     digit that counts as anomalous, numbers of components separated by commas
   */
  public static void main(String[] args) throws JsonProcessingException {
    int[] counts = Arrays.stream(args[3].split(",")).mapToInt(Integer::parseInt).toArray();
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    try {
      Map<String, Double> found =
          areas(images(spark, args[0]), images(spark, args[1]), args[2], counts);
      Map<String, Object> line = Map.of("auc", found, "version", "Spark " + spark.version());
      System.out.println(new ObjectMapper().writeValueAsString(line));
    } finally {
      spark.stop();
    }
  }

  private static Map<String, Double> areas(
      Dataset<Row> train, Dataset<Row> test, String anomalous, int[] counts) {
    PipelineModel model = fit(train, Arrays.stream(counts).max().orElseThrow());
    Dataset<Row> scored =
        model
            .transform(test)
            .select(
                functions.col("digit").equalTo(anomalous).cast("double").as("label"),
                functions
                    .udf(errors(counts), DataTypes.createArrayType(DataTypes.DoubleType, false))
                    .apply(functions.col("centered"), functions.col("projected"))
                    .as("errors"))
            .persist();
    Map<String, Double> found = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      Dataset<Row> one =
          scored.select(
              functions.col("label"), functions.col("errors").getItem(i).as("rawPrediction"));
      // Without bins the curve has a point a distinct score: nothing is rounded.
      found.put(
          String.valueOf(counts[i]),
          new BinaryClassificationEvaluator().setNumBins(0).evaluate(one));
    }
    return found;
  }

  /** Components are ordered and orthonormal, so the first of many are those of a fit with fewer. */
  private static PipelineModel fit(Dataset<Row> train, int components) {
    StandardScaler center =
        new StandardScaler()
            .setInputCol("vector")
            .setOutputCol("centered")
            .setWithMean(true)
            .setWithStd(false);
    PCA pca = new PCA().setInputCol("centered").setOutputCol("projected").setK(components);
    return new Pipeline().setStages(new PipelineStage[] {center, pca}).fit(train);
  }

  /** What is left of a row's squared length without those of its first coordinates. */
  private static UDF2<Vector, Vector, double[]> errors(int[] counts) {
    return (centered, projected) -> {
      double length = Math.pow(Vectors.norm(centered, 2), 2);
      double[] errors = new double[counts.length];
      for (int i = 0; i < counts.length; i++) {
        errors[i] = length;
        for (int k = 0; k < counts[i]; k++) {
          errors[i] -= projected.apply(k) * projected.apply(k);
        }
      }
      return errors;
    };
  }

  private static Dataset<Row> images(SparkSession spark, String file) {
    List<String> settings =
        List.of("elbo.data.format=idx", "elbo.data.label=digit", "elbo.data.path=" + file);
    Schema any = new Schema(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    DataTable table = DataTable.open(spark, ResolvedSettings.data(settings), any);
    UDF1<byte[], Vector> vector = PrincipalComponents::vector;
    return table
        .rows()
        .withColumn(
            "vector",
            functions
                .udf(vector, SQLDataTypes.VectorType())
                .apply(functions.col(table.packed().orElseThrow())));
  }

  private static Vector vector(byte[] pixels) {
    double[] values = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      values[i] = Byte.toUnsignedInt(pixels[i]) / WHITE;
    }
    return Vectors.dense(values);
  }
}
