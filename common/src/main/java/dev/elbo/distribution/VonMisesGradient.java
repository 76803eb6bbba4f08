package dev.elbo.distribution;

/**
 * The implicit gradient of a von Mises draw at distance d from its location in the concentration k,
 * and its tail probability.
 *
 * <pre>
 *   dz/dk = - integral_0^z (cos t - A(k)) e^{k (cos t - cos z)} dt,   A = I1/I0
 * </pre>
 *
 * <p>(Figurnov, Mohamed, Mnih 2018, appendix), taken from z to pi instead where cos z is below A,
 * so that the integrand keeps its sign. Relative error 3e-14 for k from 1e-8 to 1e8.
 */
final class VonMisesGradient {
  private static final double FIRST = 2;

  private VonMisesGradient() {}

  /** dz/dk at z = location + d, d in [-pi, pi]. */
  static double at(double k, double d) {
    double z = Math.abs(d);
    double complement = BesselRatio.complement(k);
    double half = Math.sin(0.5 * z);
    boolean inner = 2 * half * half < complement;
    double side = inner ? -1 : 1;
    double integral =
        FallingIntegral.of(
            s -> {
              double at = Math.sin(0.5 * (z + side * s));
              return Math.abs(complement - 2 * at * at) * fall(k, z, side * s);
            },
            width(k, z),
            s -> 1,
            inner ? z : Math.PI - z);
    return -Math.signum(d) * integral;
  }

  /** P(Z - location &gt; d), d in [0, pi]. */
  static double tail(double k, double d) {
    double half = Math.sin(0.5 * d);
    double integral = FallingIntegral.of(s -> fall(k, d, s), width(k, d), s -> 1, Math.PI - d);
    return integral * Math.exp(-2 * k * half * half) / (2 * Math.PI * BesselRatio.scaledI0(k));
  }

  /** e^{k (cos(z + s) - cos z)}. */
  private static double fall(double k, double z, double s) {
    return Math.exp(-2 * k * Math.sin(z + 0.5 * s) * Math.sin(0.5 * s));
  }

  private static double width(double k, double z) {
    return FIRST / Math.max(Math.max(k * Math.sin(z), Math.sqrt(k)), 2);
  }
}
