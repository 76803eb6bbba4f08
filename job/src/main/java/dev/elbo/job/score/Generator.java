package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import dev.elbo.registry.ModelAddress;
import dev.elbo.store.Model;
import dev.elbo.store.SavedNetwork;
import dev.elbo.vae.Architecture;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;

/**
 * A trained model that makes new rows: z from the prior, through the decoder, into the units of the
 * model's columns. Row i is a function of the model, the seed and i: more rows or other partitions
 * do not change it.
 */
public final class Generator {
  /** What is made of a z. */
  public enum Shown {
    /** A draw of x from p(x|z): rows as the data might have them. */
    DRAW,
    /** E[x|z], or what the likelihood shows in its place: images without noise. */
    MEAN
  }

  private final SavedNetwork network;
  private final Schema schema;
  private final Preparation preparation;

  private Generator(SavedNetwork network, Schema schema, Preparation preparation) {
    this.network = network;
    this.schema = schema;
    this.preparation = preparation;
  }

  /** A generator of a model's rows. */
  public static Generator of(Model model) {
    return new Generator(
        SavedNetwork.of(model), model.metadata().schema(), model.metadata().preparation());
  }

  /**
   * A generator with a model out of a directory, on any file system of Hadoop's: that of the model,
   * of its run or version, or of a name, whose champion it is then.
   *
   * @throws ElboException (data) if it is missing or damaged
   */
  public static Generator load(SparkSession spark, String directory) {
    return of(ModelAddress.read(spark.sparkContext().hadoopConfiguration(), directory));
  }

  /** Rows over as many partitions as the session has slots. */
  public Dataset<Row> generate(SparkSession spark, long rows, long seed, Shown shown) {
    return generate(spark, rows, seed, shown, spark.sparkContext().defaultParallelism());
  }

  /**
   * Rows 0 to {@code rows - 1}, in order. Nothing runs before the result is used.
   *
   * @param partitions that they are spread over
   * @return the model's columns, with the types that they had in training
   * @throws ElboException (settings) for fewer than 0 rows or less than a partition
   */
  public Dataset<Row> generate(
      SparkSession spark, long rows, long seed, Shown shown, int partitions) {
    if (rows < 0 || partitions < 1) {
      throw ElboException.settings(
          "Cannot generate [%d] rows in [%d] partitions. Ask for 0 rows or more, in 1 or more."
              .formatted(rows, partitions));
    }
    Broadcast<float[]> parameters =
        new JavaSparkContext(spark.sparkContext()).broadcast(network.parameters());
    Architecture architecture = network.architecture();
    DataCells cells = new DataCells(schema, preparation);
    MapPartitionsFunction<Long, Row> task =
        numbers ->
            new GeneratedRows(
                numbers,
                () -> {
                  GeneratedBatch batch =
                      new GeneratedBatch(architecture, parameters.value(), seed, shown);
                  TaskCompletionListener end = context -> batch.close();
                  TaskContext.get().addTaskCompletionListener(end);
                  return batch;
                },
                cells);
    return spark.range(0, rows, 1, partitions).mapPartitions(task, Encoders.row(cells.schema()));
  }

  /**
   * Rows 0 to {@code rows - 1} as the network gives them, made here and now.
   *
   * @return [rows, features] row by row
   */
  double[] unscaled(int rows, long seed, Shown shown) {
    int features = schema.features();
    double[] made = new double[Math.multiplyExact(rows, features)];
    Iterator<Long> numbers = LongStream.range(0, rows).iterator();
    try (GeneratedBatch batch =
        new GeneratedBatch(network.architecture(), network.parameters(), seed, shown)) {
      for (int row = 0; row < rows; ) {
        int count = batch.fill(numbers);
        System.arraycopy(batch.rows(), 0, made, row * features, count * features);
        row += count;
      }
    }
    return made;
  }
}
