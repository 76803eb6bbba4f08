package dev.elbo.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Dirichlet distribution of z on the simplex: n positive numbers that sum to 1, drawn as Gammas
 * over their sum, in log space.
 *
 * <pre>
 *   theta       concentration [n], each &gt; 0; A is their sum
 *   log p(z)    sum_i (concentration_i - 1) log z_i + log Gamma(A) - sum_i log Gamma(concentration_i)
 *   dz/dtheta   r_j = dx/dalpha of Beta(alpha_j, A - alpha_j) at z_j:
 *               dz_j/dalpha_j = r_j,   dz_i/dalpha_j = -r_j z_i / (1 - z_j) for i other than j
 *   moments     m_i = concentration_i / A, m_i (1 - m_i) / (A + 1)
 *   KL to Dirichlet closed
 * </pre>
 *
 * <p>The density is that of the first n - 1 numbers. The gradient solves the equation of continuity
 * (Jankowiak and Obermeyer 2018) and is a function of z; that through the Gammas is another
 * solution. Draws are moved off 0 and 1 to the nearest doubles inside; {@link LogOfDirichlet} loses
 * nothing.
 */
public final class Dirichlet implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final int size;
  private final List<Parameter> parameters;

  /**
   * On the simplex of n numbers.
   *
   * @param size n, 2 or more
   */
  public Dirichlet(int size) {
    this.size = StandardDirichlet.size(name(), size);
    this.parameters = List.of(new Parameter("concentration", size, Domain.POSITIVE));
  }

  @Override
  public String name() {
    return "dirichlet";
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
    for (int i = 0; i < size; i++) {
      z[i] = OpenInterval.UNIT.clamp(Math.exp(z[i]));
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    if (!Arrays.stream(z).allMatch(x -> x > 0 && x < 1)) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] logs = Arrays.stream(z).map(Math::log).toArray();
    return StandardDirichlet.logDensityOfLogs(theta, logs) - Arrays.stream(logs).sum();
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    double total = Arrays.stream(theta).sum();
    for (int i = 0; i < size; i++) {
      gradient[i] += weight * (Math.log(z[i]) + Polygamma.digammaRise(theta[i], total - theta[i]));
    }
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    for (int i = 0; i < size; i++) {
      gradient[i] += weight * (theta[i] - 1) / z[i];
    }
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    double[] logs = Arrays.stream(z).map(Math::log).toArray();
    double[] ofLogs = new double[size];
    for (int i = 0; i < size; i++) {
      ofLogs[i] = z[i] * cotangent[i];
    }
    StandardDirichlet.addPathwise(theta, logs, ofLogs, gradient);
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    check(theta);
    double total = Arrays.stream(theta).sum();
    return Optional.of(Arrays.stream(theta).map(a -> a / total).toArray());
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    check(theta);
    double total = Arrays.stream(theta).sum();
    return Optional.of(
        Arrays.stream(theta).map(a -> a / total * ((total - a) / total) / (total + 1)).toArray());
  }

  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    return prior instanceof Dirichlet other && other.size == size
        ? Optional.of(DirichletKl::value)
        : Optional.empty();
  }
}
