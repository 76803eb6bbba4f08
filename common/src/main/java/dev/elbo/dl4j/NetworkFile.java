package dev.elbo.dl4j;

import dev.elbo.ElboException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The zip that DL4J's {@code ModelSerializer} restores. Unlike its own, entries are stored and have
 * a fixed time, so that equal networks give equal bytes. There is no updater state in it.
 */
public final class NetworkFile {
  /** Two seconds after the first time of the format: the JDK adds the time zone's to that one. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private NetworkFile() {}

  /**
   * A trained network as a file of one layer.
   *
   * @param seed of the noise that scores are measured with
   * @param epoch that the parameters are of
   * @param parameters the flat vector
   */
  public static void write(
      OutputStream out, VaeLayer layer, long seed, int epoch, float[] parameters)
      throws IOException {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder().seed(seed).list().layer(layer).build();
    configuration.setEpochCount(epoch);
    INDArray row = Nd4j.createFromArray(new float[][] {parameters});
    write(out, configuration, row, Optional.empty());
  }

  /**
   * The same network again.
   *
   * @param json what {@link #configuration} reads
   */
  public static void write(OutputStream out, String json, float[] parameters) throws IOException {
    INDArray row = Nd4j.createFromArray(new float[][] {parameters});
    write(out, json, row, Optional.empty());
  }

  /**
   * The configuration of the network in a file, as Deeplearning4j's JSON.
   *
   * @throws ElboException (data) if there is none in it
   */
  public static String configuration(byte[] file) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    } catch (IOException e) {
      throw noNetwork(e);
    }
    throw noNetwork(null);
  }

  private static ElboException noNetwork(IOException cause) {
    return ElboException.data(
        "Cannot read network.zip: it holds no [%s]. Restore the files of the model."
            .formatted(ModelSerializer.CONFIGURATION_JSON),
        cause);
  }

  /** Writes a network; leaves the stream open. */
  static void write(
      OutputStream out,
      MultiLayerConfiguration configuration,
      INDArray parameters,
      Optional<NormalizerStandardize> normalizer)
      throws IOException {
    write(out, configuration.toJson(), parameters, normalizer);
  }

  private static void write(
      OutputStream out,
      String configuration,
      INDArray parameters,
      Optional<NormalizerStandardize> normalizer)
      throws IOException {
    // Not closed: that would close the caller's stream.
    @SuppressWarnings("resource")
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
    byte[] json = configuration.getBytes(StandardCharsets.UTF_8);
    entry(zip, ModelSerializer.CONFIGURATION_JSON, json);
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    Nd4j.write(parameters, new DataOutputStream(numbers));
    entry(zip, ModelSerializer.COEFFICIENTS_BIN, numbers.toByteArray());
    if (normalizer.isPresent()) {
      ByteArrayOutputStream constants = new ByteArrayOutputStream();
      NormalizerSerializer.getDefault().write(normalizer.get(), constants);
      entry(zip, ModelSerializer.NORMALIZER_BIN, constants.toByteArray());
    }
    zip.finish();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
