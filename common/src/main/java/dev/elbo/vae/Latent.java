package dev.elbo.vae;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The latent layer: a diagonal Gaussian posterior against a standard normal prior. The
 * reparameterized sample, its pathwise gradient, and the closed-form KL (Kingma and Welling 2014,
 * appendix B):
 *
 * <pre>
 *   z = mean + exp(log-variance / 2) * eps
 *   KL = (exp(log-variance) + mean^2 - 1 - log-variance) / 2, a latent
 * </pre>
 */
final class Latent implements AutoCloseable {
  private final int dimension;
  private final double[] mean;
  private final double[] variance;

  /** d z / d log-variance = exp(log-variance / 2) * eps / 2. */
  private final double[] slope;

  private final double[] sample;
  private final Matrix z;
  private final Matrix gradient;

  Latent(DataType type, int dimension, int batch) {
    int length = Math.multiplyExact(dimension, batch);
    this.dimension = dimension;
    this.mean = new double[length];
    this.variance = new double[length];
    this.slope = new double[length];
    this.sample = new double[length];
    this.z = Matrix.allocate(type, dimension, batch);
    this.gradient = Matrix.allocate(type, dimension, batch);
  }

  /** Samples z of m examples; all arrays are [m, dimension] row by row. */
  void sample(double[] mean, double[] logVariance, double[] eps, int m) {
    for (int i = 0; i < m * dimension; i++) {
      double deviation = Math.exp(0.5 * logVariance[i]);
      this.mean[i] = mean[i];
      variance[i] = deviation * deviation;
      slope[i] = 0.5 * deviation * eps[i];
      sample[i] = mean[i] + deviation * eps[i];
    }
    set(sample, m);
  }

  /** Adds the KL of the first {@code count} examples that were sampled. */
  void addTo(ElboSums sums, double[] logVariance, int count) {
    for (int i = 0; i < count * dimension; i++) {
      double kl = 0.5 * (variance[i] + mean[i] * mean[i] - 1 - logVariance[i]);
      sums.addLatent(i % dimension, kl, mean[i]);
    }
  }

  /** Sets z of m examples. */
  void set(double[] values, int m) {
    z.write(0, values, m * dimension);
  }

  /** z of the first m examples, [dimension, m]. */
  INDArray columns(int m) {
    return z.columns(m);
  }

  /** d loss / d z, [dimension, m]: to be filled before {@link #backward}. */
  Matrix gradient() {
    return gradient;
  }

  /** The gradient at the heads: the path through z, and the KL with weight {@code beta} / m. */
  void backward(Matrix meanGradient, Matrix logVarianceGradient, int m, double beta) {
    int count = m * dimension;
    double weight = beta / m;
    double[] atMean = new double[count];
    gradient.read(0, atMean, count);
    double[] atLogVariance = new double[count];
    for (int i = 0; i < count; i++) {
      atLogVariance[i] = atMean[i] * slope[i] + weight * 0.5 * (variance[i] - 1);
      atMean[i] += weight * mean[i];
    }
    meanGradient.write(0, atMean, count);
    logVarianceGradient.write(0, atLogVariance, count);
  }

  @Override
  public void close() {
    z.close();
    gradient.close();
  }
}
