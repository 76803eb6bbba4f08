package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.feature.Schema.ImageShape;
import dev.elbo.settings.DataSettings;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Picture files, one a row, decoded and resized where they are read. Their labels are the names of
 * the folders that they are in.
 */
final class ImageSource implements Source {
  private final Dataset<Row> files;
  private final String path;
  private final Schema schema;

  private ImageSource(Dataset<Row> files, String path, Schema schema) {
    this.files = files;
    this.path = path;
    this.schema = schema;
  }

  /**
   * Finds the files.
   *
   * @throws ElboException if there is none
   */
  static ImageSource open(SparkSession spark, DataSettings settings, String path, String setting) {
    String name = DataFiles.display(path);
    DataFiles.list(path, setting, spark.sparkContext().hadoopConfiguration());
    ImageShape shape = settings.image().orElseThrow();
    Schema schema = new Schema(shape.names(), settings.label(), settings.image());
    try {
      Dataset<Row> files =
          spark
              .read()
              .format("binaryFile")
              .option("recursiveFileLookup", true)
              .options(settings.reading().options())
              .options(DataFiles.NOTHING_SKIPPED)
              .load(path);
      return new ImageSource(files, name, schema);
    } catch (Exception e) { // Scala throws checked exceptions without declaring them
      throw ReadFailure.of(name, e);
    }
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public CellType cellType() {
    return CellType.BYTE;
  }

  @Override
  public List<String> leftOut() {
    return List.of();
  }

  @Override
  public Order order() {
    return Order.ARBITRARY;
  }

  @Override
  public JavaRDD<ParsedRow> read() {
    ImageShape shape = schema.image().orElseThrow();
    int height = shape.height();
    int width = shape.width();
    int channels = shape.channels();
    boolean labelled = schema.label().isPresent();
    return files
        .select("path", "content")
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(FileRows::new)
        .map(
            row ->
                parse(
                    row.getString(0),
                    row.getBinary(1),
                    new ImageShape(height, width, channels),
                    labelled));
  }

  /** The paths and the contents of the files, among others. */
  Dataset<Row> files() {
    return files;
  }

  /** The row of a file. */
  static ParsedRow parse(String file, byte[] content, ImageShape shape, boolean labelled) {
    try {
      byte[] pixels = Picture.decode(content).pixels(shape);
      return ParsedRow.of(
          new RawRow(pixels, labelled ? new Path(file).getParent().getName() : null));
    } catch (IOException e) {
      return ParsedRow.bad(
          Problem.ofFile(
              file,
              "it is no picture, or a damaged one [%s]".formatted(e.getMessage()),
              "Mend or remove it, or choose files with elbo.data.options.pathGlobFilter."));
    }
  }

  @Override
  public String explain(Problem problem) {
    return problem.message(DataFiles.display(problem.file()));
  }
}
