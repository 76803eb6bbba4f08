package dev.elbo.job.ml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/** A program of its own: loads a pipeline, transforms Parquet, writes the cells to a file. */
final class ScoresOfASavedPipeline {
  private ScoresOfASavedPipeline() {}

  /** Takes the paths of the pipeline, of the rows and of the file. */
  public static void main(String[] paths) throws IOException {
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    Files.write(Path.of(paths[2]), cells(PipelineModel.load(paths[0]), spark, paths[1]));
    spark.stop();
  }

  /** Every bit of the scores: Java writes a double so that it reads the same one. */
  static List<String> cells(PipelineModel model, SparkSession spark, String rows) {
    return Rows.cells(model.transform(spark.read().parquet(rows)), "a", "latent", "elbo");
  }
}
