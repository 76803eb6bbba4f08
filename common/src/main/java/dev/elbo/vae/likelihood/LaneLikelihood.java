package dev.elbo.vae.likelihood;

/**
 * One law for all columns of a row, in floats and in loops that become vector instructions. The
 * heads are those of the law, an output a feature each.
 */
public interface LaneLikelihood {

  /**
   * log p(x|z) of one row.
   *
   * @param x [features], at the start
   * @param outputs of each head, [features], at the start
   * @return log p(x|z), in nats
   */
  double logDensity(float[] x, float[][] outputs);

  /**
   * Its gradient, after {@link #logDensity} of the same row.
   *
   * @param factor on it
   * @param gradients receive factor * d log p / d output
   */
  void gradient(float[] x, float[][] outputs, float factor, float[][] gradients);
}
