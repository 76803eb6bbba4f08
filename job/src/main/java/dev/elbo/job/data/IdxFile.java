package dev.elbo.job.data;

import dev.elbo.ElboException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file in the IDX format of MNIST (LeCun et al.), plain or compressed: a big-endian magic number
 * 00 00 08 d for unsigned bytes in d dimensions, d lengths, then the bytes.
 *
 * @param file a Hadoop path
 * @param dimensions the lengths; the first counts the items
 */
record IdxFile(String file, int[] dimensions) implements Serializable {
  private static final int UNSIGNED_BYTES = 0x08;

  /** The bytes of one item. */
  int itemBytes() {
    return Arrays.stream(dimensions).skip(1).reduce(1, Math::multiplyExact);
  }

  /** The number of items. */
  int items() {
    return dimensions[0];
  }

  /**
   * Reads the header and checks that the data is as long as it says, all of it: a compressed file
   * shows only at its end whether it is whole.
   */
  static IdxFile check(Path path, int rank, Configuration hadoop) {
    String name = DataFiles.display(path);
    try (InputStream stream = DataFiles.open(path, hadoop)) {
      DataInputStream in = new DataInputStream(stream);
      int magic = in.readInt();
      int expected = UNSIGNED_BYTES << 8 | rank;
      if (magic != expected) {
        throw ElboException.data(
            "Cannot read [%s]: it starts with the magic number [0x%08x], not [0x%08x] of IDX bytes in [%d] dimensions. Give an IDX file of that kind."
                .formatted(name, magic, expected, rank));
      }
      int[] dimensions = new int[rank];
      long bytes = 1;
      for (int i = 0; i < rank; i++) {
        dimensions[i] = in.readInt();
        if (dimensions[i] < 1) {
          throw ElboException.data(
              "Cannot read [%s]: its header gives dimension [%d] the length [%d]. Give a file that holds data."
                  .formatted(name, i, dimensions[i]));
        }
        bytes = Math.multiplyExact(bytes, dimensions[i]);
      }
      long found = count(in);
      if (found != bytes) {
        throw ElboException.data(
            "Cannot read [%s]: its header %s announces [%d] bytes of data, but there are [%d]. Copy the file again."
                .formatted(name, Arrays.toString(dimensions), bytes, found));
      }
      return new IdxFile(path.toString(), dimensions);
    } catch (EOFException e) {
      throw truncated(name, e);
    } catch (IOException | ArithmeticException e) {
      throw ElboException.data(
          "Cannot read [%s]: [%s]. Copy the file again.".formatted(name, e.getMessage()), e);
    }
  }

  /** Opens the data behind the header. */
  DataInputStream open(Configuration hadoop) throws IOException {
    DataInputStream in = new DataInputStream(DataFiles.open(new Path(file), hadoop));
    in.skipNBytes((1L + dimensions.length) * Integer.BYTES);
    return in;
  }

  private static ElboException truncated(String name, EOFException cause) {
    return ElboException.data(
        "Cannot read [%s]: it ends too early [%s]. Copy the file again."
            .formatted(name, cause.getMessage() == null ? "end of file" : cause.getMessage()),
        cause);
  }

  private static long count(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
    }
    return total;
  }
}
