package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The normal distribution of n numbers whose covariance is of low rank plus a diagonal, S = W W^T +
 * D: z = mean + W e1 + sqrt(D) e2 with e1 ~ N(0, I_rank), e2 ~ N(0, I_n) (Rezende, Mohamed and
 * Wierstra 2014, section 4.3, whose precision has this form).
 *
 * <pre>
 *   theta       mean [n]; factor W [n, rank], row by row; diagonal D &gt; 0 [n], variances
 *   log p(z)    -(n log(2 pi) + log det S + d^T S^-1 d) / 2,   d = z - mean
 *   slope       -x,   x = S^-1 d = D^-1 (d - W y),   y = C^-1 W^T D^-1 d,   C = I + W^T D^-1 W
 *   score       x; d/dW = x y^T - S^-1 W; d/dD_i = (x_i^2 - (S^-1)_ii) / 2
 *   pathwise    cotangent c: c; d/dW = c e1^T; d/dD_i = c_i e2_i / (2 sqrt(D_i))
 *   KL to a normal (m, P), full, low rank or independent
 *               (tr(P^-1 S) + d^T P^-1 d - n + log det P - log det S) / 2,   d = mean - m
 * </pre>
 *
 * <p>Everything takes n rank^2 operations, no n x n matrix; a KL to a full covariance n^3. A draw
 * uses normal numbers 0 to rank - 1 of its noise for e1, the next n for e2.
 */
public final class LowRankNormal implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final int size;
  private final int rank;
  private final List<Parameter> parameters;

  /** A vector of {@code size} numbers that share {@code rank} factors. */
  public LowRankNormal(int size, int rank) {
    if (size < 1 || rank < 1) {
      throw new IllegalArgumentException(
          "Cannot make low-rank-normal: its size is [%d] and its rank [%d]. Give 1 or more of both."
              .formatted(size, rank));
    }
    this.size = size;
    this.rank = rank;
    this.parameters =
        List.of(
            new Parameter("mean", size, Domain.REAL),
            new Parameter("factor", Math.multiplyExact(size, rank), Domain.REAL),
            new Parameter("diagonal", size, Domain.POSITIVE));
  }

  /** The length of e1. */
  public int rank() {
    return rank;
  }

  /** W W^T + D, [n, n]. */
  public double[][] covariance(double[] theta) {
    check(theta);
    double[][] result = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < rank; k++) {
          result[i][j] += factor(theta, i, k) * factor(theta, j, k);
        }
      }
      result[i][i] += variance(theta, i);
    }
    return result;
  }

  /** W_ik. */
  double factor(double[] theta, int i, int k) {
    return theta[size + i * rank + k];
  }

  /** D_i. */
  double variance(double[] theta, int i) {
    return theta[diagonal(i)];
  }

  private int diagonal(int i) {
    return size + size * rank + i;
  }

  @Override
  public String name() {
    return "low-rank-normal";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    double[] e = epsilon(noise);
    for (int i = 0; i < size; i++) {
      double sum = theta[i] + Math.sqrt(variance(theta, i)) * e[rank + i];
      for (int k = 0; k < rank; k++) {
        sum += factor(theta, i, k) * e[k];
      }
      z[i] = sum;
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    return NormalDensity.log(this, new LowRankCovariance(this, theta), theta, z);
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    LowRankCovariance covariance = new LowRankCovariance(this, theta);
    double[] shift = NormalDensity.shift(this, z, theta);
    double[] x = covariance.solve(shift);
    double[] y = covariance.factors(shift);
    for (int i = 0; i < size; i++) {
      gradient[i] += weight * x[i];
      gradient[diagonal(i)] += 0.5 * weight * x[i] * x[i];
      for (int k = 0; k < rank; k++) {
        gradient[size + i * rank + k] += weight * x[i] * y[k];
      }
    }
    addLogDeterminant(covariance, -0.5 * weight, gradient);
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    double[] x = new LowRankCovariance(this, theta).solve(NormalDensity.shift(this, z, theta));
    for (int i = 0; i < size; i++) {
      gradient[i] -= weight * x[i];
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    double[] e = epsilon(noise);
    for (int i = 0; i < size; i++) {
      gradient[i] += cotangent[i];
      gradient[diagonal(i)] += 0.5 * cotangent[i] * e[rank + i] / Math.sqrt(variance(theta, i));
      for (int k = 0; k < rank; k++) {
        gradient[size + i * rank + k] += cotangent[i] * e[k];
      }
    }
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    return Optional.of(Arrays.copyOf(theta, size));
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    double[] variance = new double[size];
    for (int i = 0; i < size; i++) {
      variance[i] = variance(theta, i);
      for (int k = 0; k < rank; k++) {
        variance[i] += factor(theta, i, k) * factor(theta, i, k);
      }
    }
    return Optional.of(variance);
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior.size() == size && Covariance.isKnown(prior)
        ? Optional.of((theta, priorTheta, gradient) -> kl(theta, prior, priorTheta, gradient))
        : Optional.empty();
  }

  private double kl(double[] theta, Family prior, double[] priorTheta, double[] gradient) {
    Covariance other = Covariance.of(prior, priorTheta);
    LowRankCovariance own = new LowRankCovariance(this, theta);
    double[] shift = NormalDensity.shift(this, theta, priorTheta);
    Arrays.fill(gradient, 0);
    System.arraycopy(other.solve(shift), 0, gradient, 0, size);
    double squares = other.quadratic(shift);
    for (int k = 0; k < rank; k++) {
      double[] column = new double[size];
      for (int i = 0; i < size; i++) {
        column[i] = factor(theta, i, k);
      }
      squares += other.quadratic(column);
      double[] solved = other.solve(column);
      for (int i = 0; i < size; i++) {
        gradient[size + i * rank + k] = solved[i];
      }
    }
    double[] inverse = other.inverseDiagonal();
    for (int i = 0; i < size; i++) {
      squares += variance(theta, i) * inverse[i];
      gradient[diagonal(i)] = 0.5 * inverse[i];
    }
    addLogDeterminant(own, -0.5, gradient);
    return 0.5 * (squares - size + other.logDeterminant() - own.logDeterminant());
  }

  /** Adds the gradient of log det S: 2 S^-1 W and the diagonal of S^-1. */
  private void addLogDeterminant(LowRankCovariance covariance, double weight, double[] gradient) {
    double[] inverse = covariance.inverseDiagonal();
    for (int i = 0; i < size; i++) {
      gradient[diagonal(i)] += weight * inverse[i];
      double[] solved = covariance.solvedFactor(i);
      for (int k = 0; k < rank; k++) {
        gradient[size + i * rank + k] += 2 * weight * solved[k];
      }
    }
  }

  private double[] epsilon(Noise noise) {
    double[] epsilon = new double[rank + size];
    noise.gaussians(epsilon);
    return epsilon;
  }
}
