package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The layer between encoder and decoder, over a batch: draws z, sums up the parts of the ELBO, and
 * turns the gradient at what the decoder read into one at the encoder's heads.
 *
 * <p>Example i has {@link #points} columns of its own in the decoder's input, side by side.
 */
abstract class LatentLayer implements AutoCloseable {
  private final int points;
  private final int width;
  private final Matrix input;
  private final Matrix gradient;
  private double[] kept;

  /**
   * A layer on memory of its own.
   *
   * @param width numbers that the decoder reads for a point
   * @param points of an example
   */
  LatentLayer(DataType type, int width, int points, int batch) {
    this.points = points;
    this.width = width;
    this.input = Matrix.allocate(type, Math.multiplyExact(batch, points), width);
    this.gradient = Matrix.allocate(type, Math.multiplyExact(batch, points), width);
  }

  /** Columns of the decoder's input for an example. */
  final int points() {
    return points;
  }

  /** Numbers that the decoder reads for a point. */
  final int width() {
    return width;
  }

  /** What the decoder reads, [columns, width]. */
  final Matrix input() {
    return input;
  }

  /** Sets what the decoder reads, column by column. */
  final void set(double[] values, int columns) {
    input.write(0, values, columns * width);
  }

  /** d loss / d input, [columns, width]: to be filled before {@link #backward}. */
  final Matrix gradient() {
    return gradient;
  }

  /**
   * Draws the points of m examples.
   *
   * @param heads the outputs of the encoder's heads, [m, width] each, row by row
   * @param noise one key an example
   */
  abstract void draw(double[][] heads, Noise[] noise, int m, Annealing now);

  /**
   * Sums up the first {@code count} examples drawn, and settles the weights of the columns.
   *
   * @param logDensity log p(x|z) of each column, in nats
   */
  abstract void weigh(double[] logDensity, int count, Annealing now, ElboReceiver sums);

  /**
   * log q(z|x) - log p(z) of the one point of an example, in nats; NaN where the encoding is none.
   */
  abstract double logRatio(int example);

  /**
   * The weight of a column in the gradient of the decoder's parameters; those of an example sum to
   * 1.
   */
  abstract double weight(int column);

  /** True if all columns always have the same weight. */
  boolean weighsEqually() {
    return false;
  }

  /**
   * True if {@link #backward} wants the gradient of every column as if its weight were 1: some have
   * weight 0 and a gradient that counts.
   */
  boolean wantsEveryColumn() {
    return false;
  }

  /** Keeps the gradient at the input for {@link #backward}, before another pass replaces it. */
  final void keepGradient(int m) {
    kept = new double[m * points * width];
    gradient.read(0, kept, kept.length);
  }

  /** The gradient at the input: what was kept, else the last one. */
  final double[] readGradient(int m) {
    double[] result = kept;
    if (result == null) {
      result = new double[m * points * width];
      gradient.read(0, result, result.length);
    }
    kept = null;
    return result;
  }

  /**
   * After {@link #weigh} and the decoder's backward pass.
   *
   * @param headGradients receive d loss / d head
   */
  abstract void backward(Matrix[] headGradients, int m, Annealing now);

  @Override
  public void close() {
    input.close();
    gradient.close();
  }
}
