package dev.elbo.vae;

/** The scalar functions of the network in forms that neither overflow nor cancel. */
final class Scalars {
  private Scalars() {}

  /** log(1 + exp a). */
  static double softplus(double a) {
    // log and exp are intrinsics, log1p is not; 1 + e rounds at 1e-16, which a sum of pixels in
    // nats does not see.
    return Math.max(a, 0) + Math.log(1 + Math.exp(-Math.abs(a)));
  }

  /** 1 / (1 + exp(-a)). */
  static double sigmoid(double a) {
    if (a >= 0) {
      return 1 / (1 + Math.exp(-a));
    }
    double e = Math.exp(a);
    return e / (1 + e);
  }
}
