package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.job.score.Generator.Shown;
import dev.elbo.registry.ModelAddress;
import dev.elbo.store.Model;
import dev.elbo.store.WholeFile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes new rows into a table, or for a model of images a sheet of them.
 *
 * @param model where the model is, as {@link dev.elbo.registry.ModelAddress} finds it; absolute or
 *     a URI
 * @param rows how many
 * @param seed row i depends on the model, on it and on i
 * @param shown draws, or means
 * @param output where they go; one whose name ends in .png is a sheet
 */
public record GenerateRun(String model, long rows, long seed, Shown shown, TableOutput output) {
  private static final String SHEET = ".png";

  /** More would be a picture that nobody can look at. */
  private static final int MOST_IMAGES = 10_000;

  /**
   * Generates.
   *
   * @throws ElboException if anything is wrong; the output is then as it was
   */
  public void run(SparkSession spark, JobProgress progress) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    output.requireFree(hadoop);
    Model read = ModelAddress.read(hadoop, model);
    Generator generator = Generator.of(read);
    long started = System.nanoTime();
    if (output.directory().endsWith(SHEET)) {
      PictureSheet sheet = sheet(read);
      double[] pixels = generator.unscaled((int) rows, seed, shown);
      new WholeFile(hadoop, new Path(output.directory()))
          .write(out -> sheet.write(pixels, (int) rows, out));
    } else {
      WatchedJob.run(
          spark,
          progress,
          "generate the rows",
          () -> {
            output.write(hadoop, generator.generate(spark, rows, seed, shown));
            return null;
          });
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("output", output.display());
    facts.put("rows", rows);
    facts.put("seconds", (System.nanoTime() - started) / 1e9);
    progress.onEnd(facts, "rows    " + output.display());
  }

  private PictureSheet sheet(Model read) {
    if (rows < 1 || rows > MOST_IMAGES) {
      throw ElboException.settings(
          "Cannot draw [%d] images on a sheet. Give --rows from 1 to %d, or write a table."
              .formatted(rows, MOST_IMAGES));
    }
    return read.metadata()
        .schema()
        .image()
        .map(shape -> new PictureSheet(shape, read.metadata().preparation()))
        .orElseThrow(
            () ->
                ElboException.settings(
                    "Cannot draw a sheet [%s]: the rows of the model are no images. Give an --out without [.png], for a table."
                        .formatted(output.display())));
  }
}
