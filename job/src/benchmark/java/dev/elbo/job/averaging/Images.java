package dev.elbo.job.averaging;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** MNIST's training images: fewer of them, or all of them several times. */
final class Images {
  private static final String FILE = "train-images-idx3-ubyte";

  private Images() {}

  /**
   * Writes the training images of a folder into another one.
   *
   * @param most how many of them, from the first
   * @param times how often, one after the other
   */
  static void copy(Path from, Path to, int most, int times) {
    try (DataInputStream in = new DataInputStream(open(from))) {
      int magic = in.readInt();
      int count = Math.min(most, in.readInt());
      int height = in.readInt();
      int width = in.readInt();
      byte[] pixels = in.readNBytes(count * height * width);
      Files.createDirectories(to);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(to.resolve(FILE))))) {
        out.writeInt(magic);
        out.writeInt(count * times);
        out.writeInt(height);
        out.writeInt(width);
        for (int i = 0; i < times; i++) {
          out.write(pixels);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path folder) throws IOException {
    Path plain = folder.resolve(FILE);
    return Files.exists(plain)
        ? Files.newInputStream(plain)
        : new GZIPInputStream(Files.newInputStream(folder.resolve(FILE + ".gz")));
  }
}
