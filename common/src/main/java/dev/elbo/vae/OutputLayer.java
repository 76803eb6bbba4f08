package dev.elbo.vae;

import dev.elbo.vae.lane.Lanes;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A linear layer whose outputs are read on the heap: parameters of q(z|x) or of p(x|z). The bias is
 * added while they are read.
 */
final class OutputLayer extends Layer {
  private final FlatVectors vectors;
  private final int biasOffset;
  private final boolean single;
  private final double[] bias;
  private final float[] floatBias;
  private final double[] row;
  private final float[] floatRow;
  private final int batch;

  /** [batch, width]; null until somebody wants all outputs at once. */
  private double[] outputs;

  OutputLayer(String name, FlatVectors vectors, Matrix input, int batch) {
    super(name, vectors, input, batch);
    this.vectors = vectors;
    this.biasOffset = vectors.biasOffset(name);
    this.single = vectors.parameters().array().dataType() == DataType.FLOAT;
    this.bias = new double[width()];
    this.floatBias = new float[width()];
    this.batch = batch;
    this.row = new double[width()];
    this.floatRow = new float[width()];
  }

  /**
   * The outputs of the first {@code m} examples.
   *
   * @return [m, width] row by row, at the start of an array that the next call overwrites
   */
  double[] outputs(int m) {
    if (outputs == null) {
      outputs = new double[Math.multiplyExact(width(), batch)];
    }
    output().read(0, outputs, m * width());
    for (int at = 0; at < m * width(); at += width()) {
      for (int j = 0; j < width(); j++) {
        outputs[at + j] += bias[j];
      }
    }
    return outputs;
  }

  /** The outputs of one example, at the start of the target. */
  void output(int example, float[] target) {
    output().get(example * width(), target, width());
    Lanes.add(target, floatBias, width());
  }

  @Override
  void activate(int m) {
    vectors.parameters().read(biasOffset, bias, width());
    if (single) {
      vectors.parameters().get(biasOffset, floatBias, width());
    }
  }

  @Override
  void differentiate(int m) {
    if (single) {
      sumFloats(m);
    } else {
      sumDoubles(m);
    }
  }

  private void sumFloats(int m) {
    float[] sum = new float[width()];
    for (int example = 0; example < m; example++) {
      outputGradient().get(example * width(), floatRow, width());
      Lanes.add(sum, floatRow, width());
    }
    vectors.gradient().put(biasOffset, sum, width());
  }

  private void sumDoubles(int m) {
    double[] sum = new double[width()];
    for (int example = 0; example < m; example++) {
      outputGradient().read(example * width(), row, width());
      for (int j = 0; j < sum.length; j++) {
        sum[j] += row[j];
      }
    }
    vectors.gradient().write(biasOffset, sum, width());
  }
}
