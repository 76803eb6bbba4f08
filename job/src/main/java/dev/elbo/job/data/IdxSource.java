package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Grey images in an IDX file, with their labels in the file beside it. */
final class IdxSource implements Source {
  private static final long RANGE_BYTES = 32L << 20;

  private final JavaSparkContext spark;
  private final String path;
  private final IdxFile images;
  private final Optional<IdxFile> labels;
  private final Schema schema;

  private IdxSource(
      JavaSparkContext spark,
      String path,
      IdxFile images,
      Optional<IdxFile> labels,
      Schema schema) {
    this.spark = spark;
    this.path = path;
    this.images = images;
    this.labels = labels;
    this.schema = schema;
  }

  /**
   * Finds and checks the files.
   *
   * @param path an images file, or a folder with exactly one file whose name starts with {@code
   *     prefix} and contains {@code images}
   * @param label carry labels, from the file whose name has {@code labels-idx1} for {@code
   *     images-idx3}
   */
  static IdxSource open(
      JavaSparkContext spark, String path, String setting, String prefix, Optional<String> label) {
    Configuration hadoop = spark.hadoopConfiguration();
    Path file = imagesFile(path, setting, prefix, hadoop);
    IdxFile images = IdxFile.check(file, 3, hadoop);
    Optional<IdxFile> labels = label.map(name -> labelsFile(file, images, hadoop));
    int height = images.dimensions()[1];
    int width = images.dimensions()[2];
    Schema.ImageShape shape = new Schema.ImageShape(height, width);
    Schema schema = new Schema(shape.names(), label, Optional.of(shape));
    return new IdxSource(spark, DataFiles.display(path), images, labels, schema);
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
    return Order.FILE;
  }

  @Override
  public JavaRDD<ParsedRow> read() {
    int rows = rowsATask();
    List<Integer> firsts = new ArrayList<>();
    for (long first = 0; first < images.items(); first += rows) {
      firsts.add((int) first);
    }
    var hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    IdxFile imagesFile = images;
    IdxFile labelsFile = labels.orElse(null);
    return spark
        .parallelize(firsts, firsts.size())
        .flatMap(
            first -> {
              int end = (int) Math.min(imagesFile.items(), first + (long) rows);
              return new Rows(imagesFile, labelsFile, first, end, hadoop.value().value());
            });
  }

  @Override
  public String explain(Problem problem) {
    return problem.message(problem.file());
  }

  /** A compressed file is read by one task: it has no entry but its start. */
  private int rowsATask() {
    boolean splittable = !images.file().endsWith(".gz");
    return splittable ? (int) Math.max(1, RANGE_BYTES / images.itemBytes()) : images.items();
  }

  private static Path imagesFile(String path, String setting, String prefix, Configuration hadoop) {
    List<FileStatus> files = DataFiles.list(path, setting, hadoop);
    if (files.size() == 1) {
      return files.get(0).getPath();
    }
    List<Path> candidates =
        files.stream()
            .map(FileStatus::getPath)
            .filter(p -> p.getName().startsWith(prefix) && p.getName().contains("images"))
            .toList();
    if (candidates.size() != 1) {
      throw ElboException.data(
          "Cannot read [%s]: the folder holds [%d] files named [%s*images*] among %s. Point %s at one images file, or at a folder as MNIST's."
              .formatted(
                  DataFiles.display(path),
                  candidates.size(),
                  prefix,
                  files.stream().map(f -> f.getPath().getName()).toList(),
                  setting));
    }
    return candidates.get(0);
  }

  private static IdxFile labelsFile(Path imagesFile, IdxFile images, Configuration hadoop) {
    String name = imagesFile.getName().replace("images", "labels").replace("idx3", "idx1");
    Path file = new Path(imagesFile.getParent(), name);
    String display = DataFiles.display(file);
    if (name.equals(imagesFile.getName())) {
      throw ElboException.data(
          "Cannot read the labels of [%s]: its name does not contain [images]. Rename it, or take out elbo.data.label."
              .formatted(DataFiles.display(imagesFile)));
    }
    requireFile(file, imagesFile, hadoop);
    IdxFile labels = IdxFile.check(file, 1, hadoop);
    if (labels.items() != images.items()) {
      throw ElboException.data(
          "Cannot read [%s]: it holds [%d] labels for [%d] images. Give the labels of these images."
              .formatted(display, labels.items(), images.items()));
    }
    return labels;
  }

  private static void requireFile(Path labels, Path images, Configuration hadoop) {
    try {
      if (labels.getFileSystem(hadoop).exists(labels)) {
        return;
      }
    } catch (IOException e) {
      throw ReadFailure.of(DataFiles.display(labels), e);
    }
    throw ElboException.data(
        "Cannot read the labels of [%s]: there is no file [%s]. Put it there, or take out elbo.data.label."
            .formatted(DataFiles.display(images), DataFiles.display(labels)));
  }

  /** Streams items {@code first} to {@code end - 1}. */
  private static final class Rows implements Iterator<ParsedRow> {
    private final int itemBytes;
    private final DataInputStream pixels;
    private final DataInputStream classes;
    private int left;

    Rows(IdxFile images, IdxFile labels, int first, int end, Configuration hadoop)
        throws IOException {
      itemBytes = images.itemBytes();
      left = end - first;
      pixels = images.open(hadoop);
      pixels.skipNBytes((long) first * itemBytes);
      classes = labels == null ? null : labels.open(hadoop);
      if (classes != null) {
        classes.skipNBytes(first);
      }
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public ParsedRow next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      try {
        byte[] content = new byte[itemBytes];
        pixels.readFully(content);
        String label = classes == null ? null : Integer.toString(classes.readUnsignedByte());
        if (--left == 0) {
          pixels.close();
          if (classes != null) {
            classes.close();
          }
        }
        return ParsedRow.of(new RawRow(content, label));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
