package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Whether Avro files are whole. Avro's own reader takes a file that ends too early for one that is
 * at its end, and loses rows without a word. Every block ends in the 16 bytes that end the header.
 */
final class AvroFiles {
  private static final int READERS = 64;

  private AvroFiles() {}

  /**
   * Looks at both ends of each file.
   *
   * @throws ElboException (data) naming the first that is none, or not whole
   */
  static void requireWhole(JavaSparkContext spark, List<FileStatus> files) {
    var hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    List<String> names = files.stream().map(file -> file.getPath().toString()).toList();
    Optional<Problem> problem =
        spark
            .parallelize(names, Math.min(READERS, names.size()))
            .map(name -> check(new Path(name), hadoop.value().value()))
            .filter(found -> found != null)
            .takeOrdered(1)
            .stream()
            .findFirst();
    hadoop.destroy();
    problem.ifPresent(
        found -> {
          throw ElboException.data(found.message(DataFiles.display(found.file())));
        });
  }

  /** What is wrong with a file; null if nothing is. */
  private static Problem check(Path file, Configuration hadoop) throws IOException {
    long length = file.getFileSystem(hadoop).getFileStatus(file).getLen();
    try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
      byte[] marker = marker(in);
      byte[] end = new byte[marker.length];
      in.readFully(length - end.length, end);
      return Arrays.equals(marker, end)
          ? null
          : Problem.ofFile(file.toString(), "it ends too early", "Copy the file again.");
    } catch (IOException | RuntimeException e) {
      String reason = "it is no Avro file [%s]".formatted(e.getMessage());
      return Problem.ofFile(
          file.toString(), reason, "Give files of Avro, or change elbo.data.format.");
    }
  }

  /** The last bytes of the header: a magic number, a map of metadata, the marker (Avro 1.11). */
  private static byte[] marker(FSDataInputStream in) throws IOException {
    byte[] magic = new byte[DataFileConstants.MAGIC.length];
    in.readFully(0, magic);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new IOException("its first bytes are " + Arrays.toString(magic));
    }
    in.seek(magic.length);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(in, null);
    for (long left = decoder.readMapStart(); left != 0; left = decoder.mapNext()) {
      for (long i = 0; i < left; i++) {
        decoder.skipString();
        decoder.skipBytes();
      }
    }
    byte[] marker = new byte[DataFileConstants.SYNC_SIZE];
    decoder.readFixed(marker);
    return marker;
  }
}
