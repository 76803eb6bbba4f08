package dev.elbo.vae.cuda;

/** How exactly a GPU multiplies matrices. Sums and everything else are single precision in both. */
public enum MatrixPrecision {
  /** Single precision. */
  FP32(1e-4),
  /** Factors rounded to 10 bits behind the point (TensorFloat-32), several times faster. */
  TF32(2e-2);

  private final double tolerance;

  MatrixPrecision(double tolerance) {
    this.tolerance = tolerance;
  }

  /** By how much the parameters of a few steps may differ from the processor's, relatively. */
  double tolerance() {
    return tolerance;
  }
}
