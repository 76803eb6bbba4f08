package dev.elbo.estimator.exact;

/** Which parameter of a normal distribution a gradient is with respect to. */
public enum NormalParameter {
  /** The mean. */
  MU,
  /** The standard deviation. */
  SIGMA;

  /** d log density / d parameter at the standardised point e = (z - mu) / sigma. */
  double score(double e, double sigma) {
    return this == MU ? e / sigma : (e * e - 1) / sigma;
  }

  /** dz / d parameter of z = mu + sigma e. */
  double path(double e) {
    return this == MU ? 1 : e;
  }

  /** The variance of the score, the Fisher information. */
  double information(double sigma) {
    return (this == MU ? 1 : 2) / (sigma * sigma);
  }
}
