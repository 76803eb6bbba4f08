package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of z = log x with x ~ {@link Dirichlet}: the log-simplex, where numbers of a
 * small concentration do not underflow.
 *
 * <pre>
 *   theta       concentration [n], each &gt; 0 (of x); A is their sum
 *   log p(z)    sum_i concentration_i z_i + log Gamma(A) - sum_i log Gamma(concentration_i)
 *   dz/dtheta   s_j = d logit x / dalpha of Beta(alpha_j, A - alpha_j) at x_j:
 *               dz_j/dalpha_j = s_j (1 - x_j),   dz_i/dalpha_j = -s_j x_j for i other than j
 *   moments     psi(concentration_i) - psi(A), psi'(concentration_i) - psi'(A)
 *   KL to LogOfDirichlet closed: that of the Dirichlets
 * </pre>
 *
 * <p>The density is that of x times the product of all x_i, which treats the numbers alike (as
 * Maddison, Mnih, Teh 2017 do for the log of a Concrete variable): of z_1 ... z_{n-1}, times x_n.
 */
public final class LogOfDirichlet implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final int size;
  private final List<Parameter> parameters;

  /**
   * On the log-simplex of n numbers.
   *
   * @param size n, 2 or more
   */
  public LogOfDirichlet(int size) {
    this.size = StandardDirichlet.size(name(), size);
    this.parameters = List.of(new Parameter("concentration", size, Domain.POSITIVE));
  }

  @Override
  public String name() {
    return "log-dirichlet";
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
    StandardDirichlet.sampleLog(theta, noise, z);
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    return StandardDirichlet.logDensityOfLogs(theta, z);
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double total = Arrays.stream(theta).sum();
    for (int i = 0; i < size; i++) {
      gradient[i] += weight * (z[i] + Polygamma.digammaRise(theta[i], total - theta[i]));
    }
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    for (int i = 0; i < size; i++) {
      gradient[i] += weight * theta[i];
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    StandardDirichlet.addPathwise(theta, z, cotangent, gradient);
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    double total = Arrays.stream(theta).sum();
    return Optional.of(
        Arrays.stream(theta).map(a -> -Polygamma.digammaRise(a, total - a)).toArray());
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    double ofTotal = Polygamma.trigamma(Arrays.stream(theta).sum());
    return Optional.of(Arrays.stream(theta).map(a -> Polygamma.trigamma(a) - ofTotal).toArray());
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof LogOfDirichlet other && other.size == size
        ? Optional.of(DirichletKl::value)
        : Optional.empty();
  }
}
