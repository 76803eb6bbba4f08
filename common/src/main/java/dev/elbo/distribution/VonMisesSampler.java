package dev.elbo.distribution;

/**
 * Best and Fisher's rejection from a wrapped Cauchy envelope (Efficient simulation of the von Mises
 * distribution, 1979), in forms that neither cancel nor overflow for tiny and huge concentrations.
 */
final class VonMisesSampler {
  private static final double HUGE = 1e200;

  private VonMisesSampler() {}

  /** An angle from the mean, in [-pi, pi]; at most 1.52 attempts on average. */
  static double angle(double concentration, Noise noise) {
    double k = Math.min(Math.max(concentration, Double.MIN_NORMAL), HUGE);
    double m = envelope(k);
    double scale = Math.sqrt(m / (2 + m));
    for (long attempt = 0; ; attempt++) {
      double half = 0.5 * Math.PI * noise.uniform(3 * attempt);
      double u = noise.uniform(3 * attempt + 1);
      double cos = Math.cos(half);
      double y = k * m * ((m + 2) / (m + 2 * cos * cos));
      if (y * (2 - y) > u || Math.log(y / u) + 1 - y >= 0) {
        double angle = 2 * Math.atan(scale * Math.tan(half));
        return noise.uniform(3 * attempt + 2) < 0.5 ? -angle : angle;
      }
    }
  }

  /** r - 1 of the paper: (1 - rho)^2 / (2 rho), with rho and 1 - rho as sums of positive terms. */
  private static double envelope(double k) {
    double h = Math.hypot(1, 2 * k);
    double rootTau = Math.sqrt(1 + h);
    double denominator = (1 + h) * (rootTau + Math.sqrt(2));
    double rho = 2 * k * (rootTau / denominator);
    double complement = ((1 + 1 / (h + 2 * k)) * rootTau + (1 + h) * Math.sqrt(2)) / denominator;
    return complement * complement / (2 * rho);
  }
}
