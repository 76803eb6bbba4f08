package dev.elbo.golden;

import dev.elbo.distribution.LogOfGamma;
import java.util.Set;

/** d ln z / d alpha of Gamma(alpha, 1) where z itself underflows. */
final class LogGammaRows implements GoldenKind {
  private static final double CUMULATIVE = 1e-12;
  private static final double GRADIENT = 1e-12;
  private static final LogOfGamma FAMILY = new LogOfGamma();

  @Override
  public Set<String> columns() {
    return Set.of("alpha", "target_quantile", "log_z", "cdf_at_z", "dlogz_dalpha");
  }

  @Override
  public void check(GoldenRow row) {
    double[] theta = {row.number("alpha"), 1};
    double z = row.number("log_z");
    row.absolute("F", FAMILY.cumulative(theta, z), row.number("cdf_at_z"), CUMULATIVE);
    double[] derivative = new double[2];
    FAMILY.pathwise(theta, z, derivative);
    row.relative("d ln z / d alpha", derivative[0], row.number("dlogz_dalpha"), GRADIENT);
  }
}
