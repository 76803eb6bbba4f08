package dev.elbo.distribution;

/**
 * Functions of log odds and of unnormalised log probabilities, safe where the exponential is not.
 */
public final class Logits {
  private Logits() {}

  /** 1 / (1 + exp(-x)). */
  public static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /** log(1 + exp(x)). */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** log(p / (1 - p)); of a uniform number it is a draw from the standard logistic distribution. */
  public static double logit(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  /** log sum_i exp(x_i). */
  static double logSumExp(double[] x) {
    double most = most(x);
    double sum = 0;
    for (double one : x) {
      sum += Math.exp(one - most);
    }
    return most + Math.log(sum);
  }

  /**
   * exp(x_i / temperature) / sum_j exp(x_j / temperature).
   *
   * @param out receives it; may be x
   */
  static void softmax(double[] x, double temperature, double[] out) {
    double most = most(x);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      // The difference first: two infinite quotients would have none.
      out[i] = Math.exp((x[i] - most) / temperature);
      sum += out[i];
    }
    for (int i = 0; i < x.length; i++) {
      out[i] /= sum;
    }
  }

  /**
   * log softmax.
   *
   * @param out receives it; may be x
   */
  static void logSoftmax(double[] x, double temperature, double[] out) {
    double most = most(x);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      out[i] = (x[i] - most) / temperature;
      sum += Math.exp(out[i]);
    }
    double logSum = Math.log(sum);
    for (int i = 0; i < x.length; i++) {
      out[i] -= logSum;
    }
  }

  private static double most(double[] x) {
    double most = x[0];
    for (double one : x) {
      most = Math.max(most, one);
    }
    return most;
  }
}
