package dev.elbo.distribution;

import java.util.Optional;

/**
 * The divergence of a truncated normal q from a p whose log density is quadratic where q lives: a
 * truncated normal, a normal or a uniform distribution.
 *
 * <pre>
 *   log q(z) - log p(z) = k + a t + b t^2,   t = (z - mode of q) / scale of q
 *   KL                    k + a E[t] + b E[t^2]
 *   gradient              Cov(a t + b t^2, score)
 * </pre>
 *
 * <p>Infinite, with gradient 0, if p does not contain the bounds of q.
 */
final class TruncatedNormalKl {
  private TruncatedNormalKl() {}

  static Optional<ClosedFormKl> to(TruncatedNormal q, Family prior) {
    if (prior instanceof TruncatedNormal p) {
      boolean contained = p.low() <= q.low() && q.high() <= p.high();
      return Optional.of(
          contained ? (t, s, g) -> toNormal(q, t, s, p, g) : (t, s, g) -> infinite(g));
    }
    if (prior instanceof Normal) {
      TruncatedNormal p = new TruncatedNormal(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      return Optional.of((t, s, g) -> toNormal(q, t, s, p, g));
    }
    return prior instanceof Uniform
        ? Optional.of((t, s, g) -> toUniform(q, t, s, g))
        : Optional.empty();
  }

  private static double infinite(double[] gradient) {
    gradient[0] = 0;
    gradient[1] = 0;
    return Double.POSITIVE_INFINITY;
  }

  private static double toNormal(
      TruncatedNormal q, double[] theta, double[] prior, TruncatedNormal p, double[] gradient) {
    double mode = q.mode(theta);
    double ratio = theta[1] / prior[1];
    return quadratic(
        q,
        theta,
        p.logDensity(prior, mode),
        ratio * p.standardized(prior, mode),
        0.5 * ratio * ratio,
        gradient);
  }

  private static double toUniform(
      TruncatedNormal q, double[] theta, double[] prior, double[] gradient) {
    return prior[0] <= q.low() && q.high() <= prior[1]
        ? quadratic(q, theta, -Math.log(prior[1] - prior[0]), 0, 0, gradient)
        : infinite(gradient);
  }

  /** KL where log p(z) = {@code logP} - {@code linear} t - {@code square} t^2. */
  private static double quadratic(
      TruncatedNormal q,
      double[] theta,
      double logP,
      double linear,
      double square,
      double[] gradient) {
    double mode = q.mode(theta);
    double x = q.standardized(theta, mode);
    TruncatedGaussian there = q.seenFrom(theta, mode);
    double first = there.moment(1);
    double second = there.moment(2);
    double a = linear - x;
    double b = square - 0.5;
    double withT = a * (second - first * first) + b * (there.moment(3) - first * second);
    double withSquare =
        a * (there.moment(3) - first * second) + b * (there.moment(4) - second * second);
    gradient[0] = withT / theta[1];
    gradient[1] = (2 * x * withT + withSquare) / theta[1];
    return q.logDensity(theta, mode) - logP + a * first + b * second;
  }
}
