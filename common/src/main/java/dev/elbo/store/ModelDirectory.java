package dev.elbo.store;

import dev.elbo.ElboException;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * model/: metadata.json, parameters.npz and network.zip. It holds no times, hosts or paths: equal
 * training gives equal bytes.
 */
public final class ModelDirectory {
  private static final int VERSION = 3;

  /** Version 1 had weights as [out, in]. */
  private static final int TRANSPOSED = 1;

  private static final String METADATA = "metadata.json";
  private static final String PARAMETERS = "parameters.npz";

  /** For Deeplearning4j; its layer has a format version of its own, and nothing here reads it. */
  private static final String NETWORK = "network.zip";

  private ModelDirectory() {}

  /** metadata.json; it lists the tensors so that files of two models are not taken for one. */
  private record Document(
      int formatVersion,
      Schema schema,
      Scaling scaling,
      Optional<Map<String, ModelMetadata.ColumnMap>> maps,
      Optional<String> missing,
      ModelMetadata.Architecture architecture,
      ModelMetadata.Provenance provenance,
      Optional<Anomaly> anomaly,
      List<Entry> parameters) {
    ModelMetadata metadata() {
      return new ModelMetadata(
          schema,
          PreparationMetadata.read(schema, scaling, maps, missing),
          architecture,
          provenance,
          anomaly);
    }
  }

  private record Entry(String name, List<Integer> shape) {
    static List<Entry> of(List<Tensor> tensors) {
      return tensors.stream().map(t -> new Entry(t.name(), sizes(t))).toList();
    }

    @Override
    public String toString() {
      return name + " " + shape;
    }

    private static List<Integer> sizes(Tensor tensor) {
      return IntStream.of(tensor.shape()).boxed().toList();
    }
  }

  /**
   * Replaces the model directory, which is there whole, the old or the new one, whenever no write
   * is in progress.
   *
   * @param network what network.zip holds: the same network for Deeplearning4j
   * @throws ElboException (settings) if the place cannot be written
   */
  public static void write(
      Configuration conf, Path directory, Model model, WholeFile.Content network) {
    new WholeDirectory(conf, directory).publish(inside -> fill(conf, inside, model, network));
  }

  /** The file in a model directory that Deeplearning4j reads. */
  public static WholeFile network(Configuration conf, Path directory) {
    return new WholeFile(conf, new Path(directory, NETWORK));
  }

  private static void fill(
      Configuration conf, Path directory, Model model, WholeFile.Content network) {
    ModelMetadata m = model.metadata();
    Document document =
        new Document(
            VERSION,
            m.schema(),
            m.preparation().scaling(),
            PreparationMetadata.maps(m.schema(), m.preparation()),
            PreparationMetadata.missing(m.preparation()),
            m.architecture(),
            m.provenance(),
            m.anomaly(),
            Entry.of(model.parameters()));
    Npz.write(new WholeFile(conf, new Path(directory, PARAMETERS)), model.parameters());
    new WholeFile(conf, new Path(directory, NETWORK)).write(network);
    new WholeFile(conf, new Path(directory, METADATA)).write(Json.toDocument(document));
  }

  /**
   * Reads a model.
   *
   * @throws ElboException (data) naming the file that is missing, damaged, of a newer version or of
   *     another model
   */
  public static Model read(Configuration conf, Path directory) {
    Document document = document(conf, directory);
    ModelMetadata metadata = metadata(document, new Path(directory, METADATA));
    WholeFile parameters = new WholeFile(conf, new Path(directory, PARAMETERS));
    List<Tensor> tensors = Npz.read(parameters);
    List<Entry> found = Entry.of(tensors);
    if (!found.equals(document.parameters())) {
      throw ElboException.data(
          "Cannot read ["
              + parameters.path()
              + "]: its tensors are "
              + found
              + " and those of metadata.json beside it are "
              + document.parameters()
              + ". Restore both files of one model.");
    }
    return new Model(
        metadata, document.formatVersion() == TRANSPOSED ? transposed(tensors) : tensors);
  }

  /**
   * Reads all of a model but its numbers.
   *
   * @throws ElboException (data) naming the file, if it is missing, damaged or of a newer version
   */
  public static ModelMetadata metadata(Configuration conf, Path directory) {
    return metadata(document(conf, directory), new Path(directory, METADATA));
  }

  private static Document document(Configuration conf, Path directory) {
    WholeFile file = new WholeFile(conf, new Path(directory, METADATA));
    return Json.fromDocument(file.read(), Document.class, file.path(), VERSION);
  }

  private static List<Tensor> transposed(List<Tensor> tensors) {
    return tensors.stream()
        .map(t -> t.name().endsWith(".weight") && t.shape().length == 2 ? transposed(t) : t)
        .toList();
  }

  private static Tensor transposed(Tensor tensor) {
    int rows = tensor.shape()[0];
    int columns = tensor.shape()[1];
    float[] values = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[j * rows + i] = tensor.floats()[i * columns + j];
      }
    }
    return Tensor.of(tensor.name(), values, columns, rows);
  }

  private static ModelMetadata metadata(Document document, Path file) {
    try {
      return document.metadata();
    } catch (IllegalArgumentException e) {
      throw Failures.damaged(file, e.getMessage(), e);
    }
  }
}
