package dev.elbo.job.benchmark;

import dev.elbo.distribution.Noise;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Rows in memory, as floats, as the other side has them.
 *
 * @param values [count, features] row by row
 */
record Rows(float[] values, int count, int features) {

  /** The training images of MNIST, grey values from 0 to 1. */
  static Rows mnist(Path folder) throws IOException {
    Path file = folder.resolve("train-images-idx3-ubyte");
    boolean isPlain = Files.exists(file);
    try (InputStream raw =
            Files.newInputStream(isPlain ? file : folder.resolve(file.getFileName() + ".gz"));
        DataInputStream in = new DataInputStream(isPlain ? raw : new GZIPInputStream(raw))) {
      in.readInt();
      int count = in.readInt();
      int features = in.readInt() * in.readInt();
      byte[] pixels = in.readNBytes(count * features);
      float[] values = new float[pixels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (pixels[i] & 0xFF) / 255f;
      }
      return new Rows(values, count, features);
    }
  }

  /** Uniform grey values. */
  static Rows grey(int count, int features) {
    Noise noise = Noise.of(1, 0, 0, 0);
    float[] values = new float[count * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) noise.uniform(i);
    }
    return new Rows(values, count, features);
  }

  /** A table of standard normal columns that four factors tie together. */
  static Rows table(int count, int features) {
    Noise noise = Noise.of(1, 0, 0, 0);
    double[] loadings = new double[4 * features];
    noise.at(-1).gaussians(loadings);
    double[] factors = new double[4];
    double[] own = new double[features];
    float[] values = new float[count * features];
    for (int i = 0; i < count; i++) {
      noise.at(2L * i).gaussians(factors);
      noise.at(2L * i + 1).gaussians(own);
      for (int j = 0; j < features; j++) {
        double sum = own[j];
        double variance = 1;
        for (int k = 0; k < factors.length; k++) {
          sum += loadings[k * features + j] * factors[k];
          variance += loadings[k * features + j] * loadings[k * features + j];
        }
        values[i * features + j] = (float) (sum / Math.sqrt(variance));
      }
    }
    return new Rows(values, count, features);
  }

  /** The first rows, or all. */
  Rows head(int most) {
    return new Rows(values, Math.min(most, count), features);
  }

  /** Copies a row. */
  void copy(int row, float[] target) {
    System.arraycopy(values, row * features, target, 0, features);
  }
}
