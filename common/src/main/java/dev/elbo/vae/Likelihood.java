package dev.elbo.vae;

import java.io.Serializable;
import java.util.List;

/**
 * p(x|z): a distribution of each feature, independent given z, whose parameters are linear outputs
 * of the decoder, a head each of the width of the data.
 */
public sealed interface Likelihood extends Serializable {

  /** The name in settings and in model metadata. */
  String name();

  /** The heads in the order of the parameter vector; the first gives the mean. */
  List<String> heads();

  /**
   * log p(x) of one feature and its derivatives.
   *
   * @param x the value of the feature
   * @param head the outputs of the heads for it
   * @param gradient receives d log p / d head, a value a head
   * @return log p(x), in nats
   */
  double logDensity(double x, double[] head, double[] gradient);

  /** E[x] of one feature given the output of the first head. */
  double mean(double head);

  /**
   * Bernoulli from logits: x a - softplus(a). Values between 0 and 1 count as expectations of bits
   * (grey images); the result is then no log-likelihood, only comparable with itself.
   */
  record Bernoulli() implements Likelihood {
    @Override
    public String name() {
      return "bernoulli";
    }

    @Override
    public List<String> heads() {
      return List.of("logits");
    }

    @Override
    public double logDensity(double x, double[] head, double[] gradient) {
      double a = head[0];
      // One exponential serves the value and the derivative.
      double e = Math.exp(-Math.abs(a));
      double sigmoid = (a >= 0 ? 1 : e) / (1 + e);
      gradient[0] = x - sigmoid;
      return x * a - Math.max(a, 0) - Math.log(1 + e);
    }

    @Override
    public double mean(double head) {
      return Scalars.sigmoid(head);
    }
  }

  /**
   * Gaussian with the mean from the decoder and one variance for all features.
   *
   * @param variance positive
   */
  record Gaussian(double variance) implements Likelihood {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    @Override
    public String name() {
      return "gaussian";
    }

    @Override
    public List<String> heads() {
      return List.of("mean");
    }

    @Override
    public double logDensity(double x, double[] head, double[] gradient) {
      double error = x - head[0];
      gradient[0] = error / variance;
      return -0.5 * (LOG_TWO_PI + Math.log(variance) + error * error / variance);
    }

    @Override
    public double mean(double head) {
      return head;
    }
  }

  /**
   * Gaussian with mean and variance from the decoder (Kingma and Welling 2014, appendix C.2). The
   * log-variance is bounded below by {@value #FLOOR} through a softplus, so that a feature that is
   * always right does not drive the density to infinity.
   */
  record LearnedGaussian() implements Likelihood {
    /** The least log-variance: a standard deviation of 0.018. */
    static final double FLOOR = -8;

    @Override
    public String name() {
      return "gaussian";
    }

    @Override
    public List<String> heads() {
      return List.of("mean", "log-variance");
    }

    @Override
    public double logDensity(double x, double[] head, double[] gradient) {
      double error = x - head[0];
      double logVariance = FLOOR + Scalars.softplus(head[1] - FLOOR);
      double precision = Math.exp(-logVariance);
      gradient[0] = error * precision;
      gradient[1] = 0.5 * (error * error * precision - 1) * Scalars.sigmoid(head[1] - FLOOR);
      return -0.5 * (Gaussian.LOG_TWO_PI + logVariance + error * error * precision);
    }

    @Override
    public double mean(double head) {
      return head;
    }
  }
}
