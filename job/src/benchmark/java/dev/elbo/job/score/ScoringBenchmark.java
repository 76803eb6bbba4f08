package dev.elbo.job.score;

import com.sun.management.OperatingSystemMXBean;
import dev.elbo.distribution.Noise;
import dev.elbo.feature.Scaling;
import dev.elbo.store.Model;
import dev.elbo.store.SavedNetwork;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.RowBatch;
import dev.elbo.vae.ScoreRequest;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows a second that a DataFrame is scored with on one core, beside the network alone on the same
 * rows in memory. Each round measures, in turn: the network alone (with the noise of each row), the
 * table read and thrown away, the table read, scored and thrown away; tables are Parquet files.
 * Seconds are those of the CPU, of the whole process: what others take from the core is not
 * counted.
 *
 * <p>Run it with the class path that the profile leaves in {@code job/target/benchmark.classpath},
 * behind {@code job/target/test-classes} and {@code job/target/classes}, and with Spark's {@code
 * --add-opens}.
 */
public final class ScoringBenchmark {
  private static final int ROUNDS = 5;

  private final SparkSession spark;
  private final Path folder;
  private final PrintStream out;

  private ScoringBenchmark(SparkSession spark, Path folder, PrintStream out) {
    this.spark = spark;
    this.folder = folder;
    this.out = out;
  }

  /** Prints a line a case; the argument is the number of images, 30,000 if there is none. */
  public static void main(String[] args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
    Path folder = Files.createTempDirectory("elbo-scoring");
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .appName("scoring")
            .config("spark.ui.enabled", "false")
            .getOrCreate();
    ScoringBenchmark benchmark = new ScoringBenchmark(spark, folder, System.out);
    Architecture images = Models.network(784, 400, Latents.normal(20), new Bernoulli());
    Architecture table =
        new Architecture(
            64,
            List.of(128, 64),
            Latents.normal(8),
            List.of(64, 128),
            Activation.RELU,
            new Gaussian(1));
    benchmark.run("784-400-20, binary column", images, Form.BINARY, rows);
    benchmark.run("784-400-20, 784 columns", images, Form.COLUMNS, rows);
    benchmark.run("64-128-64-8, 64 columns", table, Form.COLUMNS, rows * 20);
    benchmark.run("64-128-64-8, array column", table, Form.ARRAY, rows * 20);
    spark.stop();
  }

  private enum Form {
    BINARY,
    ARRAY,
    COLUMNS
  }

  private void run(String name, Architecture architecture, Form form, int rows) {
    int features = architecture.features();
    Scaling scaling =
        form == Form.BINARY ? Models.scaled(features, 0, 1 / 255.0) : Models.unscaled(features);
    Model model = Models.model(architecture, scaling, Models.initial(architecture));
    String path = folder.resolve(name).toString();
    write(form, features, rows, path);
    Dataset<Row> table = spark.read().parquet(path);
    Scorer scorer = Scorer.of(model);
    Dataset<Row> scored = form == Form.COLUMNS ? scorer.score(table) : scorer.score(table, "value");
    double[][] seconds = new double[4][ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      double[] now = {network(model, rows), scan(table), scan(scored), scan(scored.select("elbo"))};
      for (int i = 0; round >= 0 && i < now.length; i++) {
        seconds[i][round] = now[i];
      }
    }
    double[] rate = Arrays.stream(seconds).mapToDouble(s -> rows / median(s)).toArray();
    out.printf(
        "%-26s rows/s: network alone %,8.0f, read %,9.0f, scored %,8.0f, only its elbo %,8.0f; of the time to score: network %2.0f %%, reading %2.0f %%, Spark beside them %2.0f %%%n",
        name,
        rate[0],
        rate[1],
        rate[2],
        rate[3],
        100 * rate[2] / rate[0],
        100 * rate[2] / rate[1],
        100 * (1 - rate[2] / rate[0] - rate[2] / rate[1]));
  }

  private void write(Form form, int features, int rows, String path) {
    Dataset<Row> numbers = spark.range(0, rows, 1, 1).toDF();
    MapFunction<Row, byte[]> bytes =
        row -> {
          byte[] made = new byte[features];
          for (int j = 0; j < features; j++) {
            made[j] = (byte) Noise.of(1, 0, 0, 0).at(row.getLong(0)).bits(j);
          }
          return made;
        };
    MapFunction<Row, double[]> uniform =
        row -> {
          double[] made = new double[features];
          for (int j = 0; j < features; j++) {
            made[j] = Noise.of(1, 0, 0, 0).at(row.getLong(0)).uniform(j);
          }
          return made;
        };
    Dataset<Row> arrays =
        form == Form.BINARY
            ? numbers.map(bytes, Encoders.BINARY()).toDF()
            : numbers.map(uniform, spark.implicits().newDoubleArrayEncoder()).toDF();
    Column[] columns =
        IntStream.range(0, features)
            .mapToObj(i -> arrays.col("value").getItem(i).as("c" + i))
            .toArray(Column[]::new);
    (form == Form.COLUMNS ? arrays.select(columns) : arrays).write().parquet(path);
  }

  private static double scan(Dataset<Row> rows) {
    double start = cpuSeconds();
    rows.write().format("noop").mode("overwrite").save();
    return cpuSeconds() - start;
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static double network(Model model, int rows) {
    SavedNetwork network = SavedNetwork.of(model);
    try (RowBatch batch = RowBatch.scoring(network.architecture(), network.parameters(), 7)) {
      Noise noise = Noise.of(1, 0, 0, 0);
      float[] values = batch.rows();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) noise.uniform(i);
      }
      double start = cpuSeconds();
      for (int done = 0; done < rows; done++) {
        values[batch.next()] = done / (float) rows;
        batch.add();
        if (batch.isFull() || done == rows - 1) {
          batch.score(ScoreRequest.elbo());
        }
      }
      return cpuSeconds() - start;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
