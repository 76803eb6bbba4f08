package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The normal distribution of n numbers with any covariance, by its Cholesky factor: z = mean + L
 * eps with eps ~ N(0, I) (Kingma and Welling 2014, section 2.4; Rezende, Mohamed and Wierstra 2014,
 * section 4.3).
 *
 * <pre>
 *   theta       mean [n]; diagonal &gt; 0 [n], of L; lower [n (n - 1) / 2], L below it row by row
 *   log p(z)    -sum log L_ii - n log(2 pi) / 2 - |e|^2 / 2,   L e = z - mean
 *   slope       -g,   L^T g = e
 *   score       g; d/dL_ij = g_i e_j, less 1 / L_ii on the diagonal
 *   pathwise    cotangent c: c; d/dL_ij = c_i eps_j
 *   KL to a normal (m, S), full, low rank or independent
 *               (tr(S^-1 L L^T) + d^T S^-1 d - n + log det S) / 2 - sum log L_ii,   d = mean - m
 * </pre>
 *
 * <p>It solves triangles, n^2 operations, and never inverts; a KL takes n solves. A draw uses
 * normal numbers 0 to n - 1 of its noise. A variance above 1e308 is infinite.
 */
public final class MultivariateNormal implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final int size;
  private final List<Parameter> parameters;

  /** A vector of {@code size} numbers. */
  public MultivariateNormal(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "Cannot make multivariate-normal: its size is [%d]. Give 1 or more.".formatted(size));
    }
    this.size = size;
    this.parameters =
        List.of(
            new Parameter("mean", size, Domain.REAL),
            new Parameter("diagonal", size, Domain.POSITIVE),
            new Parameter("lower", Math.multiplyExact(size, size - 1) / 2, Domain.REAL));
  }

  /**
   * theta of a mean, [n], and a covariance, [n, n].
   *
   * @throws IllegalArgumentException if the covariance is not square, not finite, not symmetric
   *     within 1e-10 of its diagonal, or has a pivot that is not positive beyond rounding
   */
  public static double[] thetaOf(double[] mean, double[][] covariance) {
    int n = mean.length;
    MultivariateNormal family = new MultivariateNormal(n);
    LowerTriangle factor = PositiveDefinite.factor(covariance, n);
    double[] theta = Arrays.copyOf(mean, family.parameterCount());
    int at = 2 * n;
    for (int i = 0; i < n; i++) {
      theta[n + i] = factor.at(i, i);
      for (int j = 0; j < i; j++) {
        theta[at++] = factor.at(i, j);
      }
    }
    family.check(theta);
    return theta;
  }

  /** L L^T, [n, n]. */
  public double[][] covariance(double[] theta) {
    check(theta);
    LowerTriangle factor = factor(theta);
    double[][] result = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k <= j; k++) {
          result[i][j] += factor.at(i, k) * factor.at(j, k);
        }
        result[j][i] = result[i][j];
      }
    }
    return result;
  }

  @Override
  public String name() {
    return "multivariate-normal";
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
    double[] moved = factor(theta).times(epsilon(noise));
    for (int i = 0; i < size; i++) {
      z[i] = theta[i] + moved[i];
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    return NormalDensity.log(this, new FactoredCovariance(factor(theta)), theta, z);
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    LowerTriangle factor = factor(theta);
    double[] e = factor.solve(NormalDensity.shift(this, z, theta));
    double[] g = factor.solveTransposed(e);
    addOuter(g, e, weight, gradient);
    addToDiagonal(factor, -weight, gradient);
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    LowerTriangle factor = factor(theta);
    double[] g = factor.solveTransposed(factor.solve(NormalDensity.shift(this, z, theta)));
    for (int i = 0; i < size; i++) {
      gradient[i] -= weight * g[i];
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    addOuter(cotangent, epsilon(noise), 1, gradient);
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    return Optional.of(Arrays.copyOf(theta, size));
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    LowerTriangle factor = factor(theta);
    double[] variance = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        variance[i] += factor.at(i, j) * factor.at(i, j);
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
    LowerTriangle factor = factor(theta);
    double[] shift = NormalDensity.shift(this, theta, priorTheta);
    Arrays.fill(gradient, 0);
    System.arraycopy(other.solve(shift), 0, gradient, 0, size);
    double squares = other.quadratic(shift);
    for (int j = 0; j < size; j++) {
      double[] column = new double[size];
      for (int i = j; i < size; i++) {
        column[i] = factor.at(i, j);
      }
      squares += other.quadratic(column);
      double[] solved = other.solve(column);
      gradient[size + j] = solved[j];
      for (int i = j + 1; i < size; i++) {
        gradient[below(i) + j] = solved[i];
      }
    }
    addToDiagonal(factor, -1, gradient);
    return 0.5 * (squares - size + other.logDeterminant()) - factor.logDeterminant();
  }

  /** Adds left to the mean's gradient and left right^T to that of L. */
  private void addOuter(double[] left, double[] right, double weight, double[] gradient) {
    for (int i = 0; i < size; i++) {
      double weighted = weight * left[i];
      gradient[i] += weighted;
      gradient[size + i] += weighted * right[i];
      for (int j = 0; j < i; j++) {
        gradient[below(i) + j] += weighted * right[j];
      }
    }
  }

  /** Adds the gradient of log det L. */
  private void addToDiagonal(LowerTriangle factor, double weight, double[] gradient) {
    for (int i = 0; i < size; i++) {
      gradient[size + i] += weight / factor.at(i, i);
    }
  }

  /** Where row i of the block lower begins. */
  private int below(int i) {
    return 2 * size + i * (i - 1) / 2;
  }

  private LowerTriangle factor(double[] theta) {
    return LowerTriangle.of(theta, size, size);
  }

  private double[] epsilon(Noise noise) {
    double[] epsilon = new double[size];
    noise.gaussians(epsilon);
    return epsilon;
  }
}
