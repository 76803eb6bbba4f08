package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The latent layer of most networks, in one fused pass: a diagonal Gaussian posterior against a
 * standard normal prior, one reparameterized sample, its pathwise gradient, and the closed-form KL
 * (Kingma and Welling 2014, appendix B):
 *
 * <pre>
 *   z = mean + exp(log-variance / 2) * eps
 *   KL = (exp(log-variance) + mean^2 - 1 - log-variance) / 2, a latent
 * </pre>
 */
final class GaussianLatent extends LatentLayer {
  private final int dimension;
  private final FreeBits freeBits;
  private final double[] mean;
  private final double[] logVariance;
  private final double[] variance;
  private final double[] eps;

  /** d z / d log-variance = exp(log-variance / 2) * eps / 2. */
  private final double[] slope;

  private final double[] sample;

  GaussianLatent(DataType type, int dimension, double freeBits, int batch) {
    super(type, dimension, 1, batch);
    int length = Math.multiplyExact(dimension, batch);
    this.dimension = dimension;
    this.freeBits = new FreeBits(freeBits, dimension);
    this.mean = new double[length];
    this.logVariance = new double[length];
    this.variance = new double[length];
    this.eps = new double[length];
    this.slope = new double[length];
    this.sample = new double[length];
  }

  @Override
  void draw(double[][] heads, Noise[] noise, int m, Annealing now) {
    Noise.gaussians(noise, m, dimension, eps);
    System.arraycopy(heads[0], 0, mean, 0, m * dimension);
    System.arraycopy(heads[1], 0, logVariance, 0, m * dimension);
    for (int i = 0; i < m * dimension; i++) {
      double deviation = Math.exp(0.5 * logVariance[i]);
      variance[i] = deviation * deviation;
      slope[i] = 0.5 * deviation * eps[i];
      sample[i] = mean[i] + deviation * eps[i];
    }
    set(sample, m);
  }

  @Override
  void weigh(double[] logDensity, int count, Annealing now, ElboReceiver sums) {
    freeBits.reset();
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int j = 0; j < dimension; j++) {
        int at = i * dimension + j;
        double kl = 0.5 * (variance[at] + mean[at] * mean[at] - 1 - logVariance[at]);
        sums.addKl(j, kl);
        sums.addCenter(j, mean[at]);
        freeBits.add(j, kl);
        sum += kl;
      }
      sums.addExample(logDensity[i], logDensity[i] - now.beta() * sum);
    }
    sums.addObjective(-now.beta() * freeBits.settle(count));
  }

  @Override
  double logRatio(int example) {
    double sum = 0;
    for (int at = example * dimension; at < (example + 1) * dimension; at++) {
      sum += 0.5 * (sample[at] * sample[at] - eps[at] * eps[at] - logVariance[at]);
    }
    return sum;
  }

  @Override
  double weight(int column) {
    return 1;
  }

  @Override
  boolean weighsEqually() {
    return true;
  }

  @Override
  void backward(Matrix[] headGradients, int m, Annealing now) {
    int count = m * dimension;
    double[] atMean = new double[count];
    gradient().read(0, atMean, count);
    double[] atLogVariance = new double[count];
    for (int i = 0; i < count; i++) {
      double weight = freeBits.isFree(i % dimension) ? 0 : now.beta() / m;
      atLogVariance[i] = atMean[i] * slope[i] + weight * 0.5 * (variance[i] - 1);
      atMean[i] += weight * mean[i];
    }
    headGradients[0].write(0, atMean, count);
    headGradients[1].write(0, atLogVariance, count);
  }
}
