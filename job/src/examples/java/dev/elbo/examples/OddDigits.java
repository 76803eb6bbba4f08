package dev.elbo.examples;

import dev.elbo.job.ml.VariationalAutoencoder;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The oddest of some handwritten digits, by a Spark ML pipeline: assemble 64 pixels, train a VAE,
 * score digits of other writers.
 *
 * <pre>
 *   spark-submit --class dev.elbo.examples.OddDigits --jars elbo-job.jar elbo-examples.jar conf
 * </pre>
 */
public final class OddDigits {
  private OddDigits() {}

  /** Takes the folder of digits.conf, and the number of epochs if not its own. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("odd digits").getOrCreate();
    int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    scored(spark, Path.of(arguments[0]), epochs)
        .orderBy(functions.desc("oddness"))
        .select("Class", "oddness", "odd", "latent")
        .show(20);
  }

  /** Trains, and scores the digits held out. */
  static Dataset<Row> scored(SparkSession spark, Path conf, int epochs) {
    Dataset<Row> training = read(spark, conf.resolve("data/optdigits-train.csv.gz"));
    String[] pixels =
        Arrays.stream(training.columns())
            .filter(name -> !name.equals("Class"))
            .toArray(String[]::new);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler().setInputCols(pixels).setOutputCol("pixels"),
                  new VariationalAutoencoder()
                      .setSettings(conf.resolve("digits.conf").toString())
                      .setFeaturesCol("pixels")
                      .setEpochs(epochs)
                      .setElboCol("elbo")
                      .setAnomalyScoreCol("oddness")
                      .setAnomalyCol("odd")
                });
    PipelineModel model = pipeline.fit(training);
    return model.transform(read(spark, conf.resolve("data/optdigits-test.csv.gz")));
  }

  private static Dataset<Row> read(SparkSession spark, Path file) {
    return spark.read().option("header", true).option("inferSchema", true).csv(file.toString());
  }
}
