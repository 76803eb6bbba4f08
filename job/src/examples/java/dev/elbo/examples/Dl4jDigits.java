package dev.elbo.examples;

import dev.elbo.dl4j.VaeLayer;
import dev.elbo.job.train.dl4j.ElboTrainingMaster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * What {@code elbo train conf/digits.conf} does, written against Deeplearning4j's API: a VAE of
 * handwritten digits, trained on Spark. It prints the ELBO of the digits held out, and it is that
 * of {@code elbo train}.
 *
 * <pre>
 *   spark-submit --class dev.elbo.examples.Dl4jDigits --jars elbo-job.jar elbo-examples.jar conf/data
 * </pre>
 */
public final class Dl4jDigits {
  private static final int PIXELS = 64;
  private static final int CLASSES = 10;

  /** A pixel counts 0 to 16 dots. */
  private static final double DOTS = 16;

  private static final int MINIBATCH = 32;

  private Dl4jDigits() {}

  /** Takes the folder of the digits, and the number of epochs if not 20. */
  public static void main(String[] arguments) throws IOException {
    int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    JavaSparkContext spark =
        new JavaSparkContext(SparkContext.getOrCreate(new SparkConf().setAppName("digits")));
    System.out.printf("ELBO %.4f%n", elbo(spark, Path.of(arguments[0]), epochs));
  }

  /** Trains, and measures on the digits held out. */
  static double elbo(JavaSparkContext spark, Path folder, int epochs) throws IOException {
    NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(0, 1);
    scaler.setFeatureStats(Nd4j.zeros(1, PIXELS), Nd4j.zeros(1, PIXELS).addi(DOTS));

    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(2e-3))
            .list()
            .layer(
                new VaeLayer.Builder()
                    .nIn(PIXELS)
                    .encoder(256)
                    .latents("normal", 8)
                    .decoder(256)
                    .likelihood("gaussian(0.05)")
                    .build())
            .build();

    ElboTrainingMaster master =
        new ElboTrainingMaster.Builder()
            .epochs(epochs)
            .batchSize(32)
            .shards(2)
            .normalizer(scaler)
            .build();

    List<DataSet> training = read(folder.resolve("optdigits-train.csv.gz"));
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, configuration, master);
    network.fit(spark.parallelize(training));

    // DL4J scores what the network sees.
    List<DataSet> heldOut = read(folder.resolve("optdigits-test.csv.gz"));
    heldOut.forEach(scaler::preProcess);
    return -network.calculateScore(spark.parallelize(heldOut), true);
  }

  /** Minibatches of pixels, with the class of each digit. */
  private static List<DataSet> read(Path file) throws IOException {
    List<double[]> pixels = new ArrayList<>();
    List<double[]> classes = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      lines.readLine(); // the names of the columns
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        double[] digit = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
          digit[i] = Double.parseDouble(cells[i]);
        }
        double[] one = new double[CLASSES];
        one[Integer.parseInt(cells[PIXELS])] = 1;
        pixels.add(digit);
        classes.add(one);
      }
    }
    List<DataSet> sets = new ArrayList<>();
    for (int from = 0; from < pixels.size(); from += MINIBATCH) {
      int to = Math.min(from + MINIBATCH, pixels.size());
      sets.add(
          new DataSet(
              Nd4j.create(pixels.subList(from, to).toArray(double[][]::new)),
              Nd4j.create(classes.subList(from, to).toArray(double[][]::new))));
    }
    return sets;
  }
}
