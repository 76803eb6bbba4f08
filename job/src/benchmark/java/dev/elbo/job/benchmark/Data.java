package dev.elbo.job.benchmark;

import dev.elbo.distribution.Noise;
import dev.elbo.job.train.PackedEpochs;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The data of the benchmarks, packed as Elbo packs it. */
final class Data {
  private Data() {}

  /** The first training images of MNIST. */
  static PackedEpochs mnist(Path folder, int most) throws IOException {
    return images(folder, "train", most);
  }

  /** The test images of MNIST. */
  static PackedEpochs mnistTest(Path folder) throws IOException {
    return images(folder, "t10k", Integer.MAX_VALUE);
  }

  private static PackedEpochs images(Path folder, String part, int most) throws IOException {
    Path file = folder.resolve(part + "-images-idx3-ubyte");
    boolean isPlain = Files.exists(file);
    try (InputStream raw =
            Files.newInputStream(isPlain ? file : folder.resolve(file.getFileName() + ".gz"));
        DataInputStream in = new DataInputStream(isPlain ? raw : new GZIPInputStream(raw))) {
      in.readInt();
      int count = Math.min(most, in.readInt());
      int features = in.readInt() * in.readInt();
      List<byte[]> images = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        images.add(in.readNBytes(features));
      }
      return PackedEpochs.ofBytes(images);
    }
  }

  /** Uniform grey values. */
  static PackedEpochs grey(int count, int features) {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Noise noise = Noise.of(1, 0, 0, 0).at(i);
      byte[] pixels = new byte[features];
      for (int j = 0; j < features; j++) {
        pixels[j] = (byte) noise.bits(j);
      }
      images.add(pixels);
    }
    return PackedEpochs.ofBytes(images);
  }

  /** A table of standard normal columns that four factors tie together. */
  static PackedEpochs table(int count, int features) {
    Noise noise = Noise.of(1, 0, 0, 0);
    double[] loadings = new double[4 * features];
    noise.at(-1).gaussians(loadings);
    double[] factors = new double[4];
    double[] own = new double[features];
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      noise.at(2L * i).gaussians(factors);
      noise.at(2L * i + 1).gaussians(own);
      double[] row = new double[features];
      for (int j = 0; j < features; j++) {
        double sum = own[j];
        double variance = 1;
        for (int k = 0; k < factors.length; k++) {
          sum += loadings[k * features + j] * factors[k];
          variance += loadings[k * features + j] * loadings[k * features + j];
        }
        row[j] = (float) (sum / Math.sqrt(variance));
      }
      rows.add(row);
    }
    return PackedEpochs.ofNumbers(rows);
  }
}
