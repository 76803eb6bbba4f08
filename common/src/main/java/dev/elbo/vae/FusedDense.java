package dev.elbo.vae;

import dev.elbo.vae.lane.Lanes;

/** A hidden layer whose bias and activation are loops over rows on the heap. */
final class FusedDense extends Layer {
  private final FlatVectors vectors;
  private final int biasOffset;
  private final RowActivation activation;

  /**
   * What the derivative is computed from: h, unless the activation wants what it was applied to.
   */
  private final Matrix kept;

  private final float[] bias;
  private final float[] row;
  private final float[] keptRow;

  FusedDense(String name, Activation activation, FlatVectors vectors, Matrix input, int batch) {
    super(name, vectors, input, batch);
    this.vectors = vectors;
    this.biasOffset = vectors.biasOffset(name);
    this.activation = RowActivation.of(activation, width());
    this.kept =
        this.activation.keepsInput()
            ? Matrix.allocate(output().array().dataType(), batch, width())
            : output();
    this.bias = new float[width()];
    this.row = new float[width()];
    this.keptRow = new float[width()];
  }

  @Override
  void activate(int m) {
    int n = width();
    vectors.parameters().get(biasOffset, bias, n);
    for (int at = 0; at < m * n; at += n) {
      output().get(at, row, n);
      Lanes.add(row, bias, n);
      if (kept != output()) {
        kept.put(at, row, n);
      }
      activation.apply(row, n);
      output().put(at, row, n);
    }
  }

  @Override
  void differentiate(int m) {
    int n = width();
    float[] biasGradient = new float[n];
    for (int at = 0; at < m * n; at += n) {
      outputGradient().get(at, row, n);
      kept.get(at, keptRow, n);
      activation.differentiate(row, keptRow, n);
      outputGradient().put(at, row, n);
      Lanes.add(biasGradient, row, n);
    }
    vectors.gradient().put(biasOffset, biasGradient, n);
  }

  @Override
  public void close() {
    if (kept != output()) {
      kept.close();
    }
    super.close();
  }
}
