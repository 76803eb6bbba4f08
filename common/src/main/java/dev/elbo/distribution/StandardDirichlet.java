package dev.elbo.distribution;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/** What a Dirichlet and its logarithm share: x is given by ln x. */
final class StandardDirichlet {
  private StandardDirichlet() {}

  static int size(String name, int size) {
    if (size < 2) {
      throw new IllegalArgumentException(
          "Cannot make %s: a simplex of [%d] numbers has no inside. Give 2 or more."
              .formatted(name, size));
    }
    return size;
  }

  /** Draws ln x as logs of Gammas minus the log of their sum. */
  static void sampleLog(double[] alpha, Noise noise, double[] logX) {
    for (int i = 0; i < alpha.length; i++) {
      logX[i] = StandardGamma.sampleLog(alpha[i], noise.at(i));
    }
    double logSum = logSumExcept(logX, -1);
    for (int i = 0; i < alpha.length; i++) {
      logX[i] = OpenInterval.REAL.clamp(logX[i] - logSum);
    }
  }

  /** The log density at ln x: sum_i alpha_i ln x_i + ln Gamma(A) - sum_i ln Gamma(alpha_i). */
  static double logDensityOfLogs(double[] alpha, double[] logX) {
    double total = Arrays.stream(alpha).sum();
    if (Arrays.stream(alpha).min().orElseThrow() >= Stirling.LEAST) {
      return ofLargeParameters(alpha, total, logX);
    }
    double sum = LogGamma.value(total);
    for (int i = 0; i < alpha.length; i++) {
      sum += alpha[i] * logX[i] - LogGamma.value(alpha[i]);
    }
    return sum;
  }

  /** Stirling's series first, so that the large parts cancel before they are rounded. */
  private static double ofLargeParameters(double[] alpha, double total, double[] logX) {
    double sum = Stirling.correction(total) + 0.5 * Math.log(2 * Math.PI / total);
    for (int i = 0; i < alpha.length; i++) {
      double a = alpha[i];
      double excess = (total * Math.exp(logX[i]) - a) / a;
      sum -= a * StandardBeta.gap(excess, logX[i] - Math.log(a / total));
      sum += 0.5 * Math.log(a / (2 * Math.PI)) - Stirling.correction(a);
    }
    return sum;
  }

  /**
   * Adds cotangent^T d ln x / d alpha.
   *
   * @param cotangent d loss / d ln x, [n]
   */
  static void addPathwise(double[] alpha, double[] logX, double[] cotangent, double[] gradient) {
    for (int j = 0; j < alpha.length; j++) {
      double others = 0;
      double otherCotangents = 0;
      for (int i = 0; i < alpha.length; i++) {
        others += i == j ? 0 : alpha[i];
        otherCotangents += i == j ? 0 : cotangent[i];
      }
      // 1 - x_j as the sum of the others, whose digits x_j near 1 does not have
      double logRest = logSumExcept(logX, j);
      double rate = BetaGradient.atLogs(alpha[j], others, logX[j], logRest)[0];
      double x = Math.exp(logX[j]);
      gradient[j] += rate * (cotangent[j] * Math.exp(logRest) - x * otherCotangents);
    }
  }

  private static double logSumExcept(double[] logs, int skipped) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      max = i == skipped ? max : Math.max(max, logs[i]);
    }
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      sum += i == skipped ? 0 : Math.exp(logs[i] - max);
    }
    return max + Math.log(sum);
  }
}
