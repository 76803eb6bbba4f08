package dev.elbo.golden;

import dev.elbo.distribution.Beta;
import dev.elbo.distribution.Gamma;
import dev.elbo.distribution.StudentT;
import dev.elbo.distribution.Univariate;
import dev.elbo.distribution.VonMises;
import dev.elbo.distribution.Weibull;
import java.util.List;
import java.util.Set;

/** dz/dtheta = -(dF/dtheta)/p of the families of one number, with F and log p at z. */
final class ImplicitGradientRows implements GoldenKind {
  private static final double CUMULATIVE = 1e-12;
  private static final double LOG_DENSITY = 1e-11;
  private static final double GRADIENT = 1e-10;
  private static final double GRADIENT_OF_MANY_DEGREES = 5e-9;
  private static final double FLOAT = 1e-5;

  /** A family at the row's theta, and the blocks that the columns p1 and p2 are. */
  private record Subject(Univariate family, double[] theta, List<String> blocks) {}

  @Override
  public Set<String> columns() {
    return Set.of(
        "dist",
        "p1_name",
        "p1",
        "p2_name",
        "p2",
        "target_quantile",
        "z",
        "cdf_at_z",
        "log_pdf_at_z",
        "wrt",
        "dz_dwrt");
  }

  @Override
  public void check(GoldenRow row) {
    Subject subject = subject(row);
    int block = subject.blocks.indexOf(row.text("wrt"));
    if (block < 0) {
      throw row.failure("the parameter [" + row.text("wrt") + "] is not one of " + subject.blocks);
    }
    double z = row.number("z");
    row.absolute(
        "F", subject.family.cumulative(subject.theta, z), row.number("cdf_at_z"), CUMULATIVE);
    double logDensity = row.number("log_pdf_at_z");
    row.absolute(
        "log p",
        subject.family.logDensity(subject.theta, z),
        logDensity,
        LOG_DENSITY * Math.max(1, Math.abs(logDensity)));
    double[] derivative = new double[subject.theta.length];
    subject.family.pathwise(subject.theta, z, derivative);
    double expected = row.number("dz_dwrt");
    boolean manyDegrees = row.text("dist").equals("student_t") && row.number("p1") > 100;
    row.relative(
        "dz/d" + row.text("wrt"),
        derivative[block],
        expected,
        manyDegrees ? GRADIENT_OF_MANY_DEGREES : GRADIENT);
    if (Math.abs(expected) >= Float.MIN_NORMAL && Math.abs(expected) <= Float.MAX_VALUE) {
      row.relative(
          "dz/d" + row.text("wrt") + " in float", (float) derivative[block], expected, FLOAT);
    }
  }

  private static Subject subject(GoldenRow row) {
    double p1 = row.number("p1");
    double p2 = row.number("p2");
    return switch (row.text("dist")) {
      case "gamma" -> named(row, new Gamma(), List.of("alpha", "rate"), p1, p2);
      case "beta" -> named(row, new Beta(), List.of("alpha", "beta"), p1, p2);
      case "weibull" -> named(row, new Weibull(), List.of("concentration", "scale"), p1, p2);
      case "student_t" -> named(row, new StudentT(), List.of("df", ""), p1, 0, 1);
      case "von_mises" -> {
        named(row, new VonMises(), List.of("kappa", "loc"), p1, p2);
        yield new Subject(new VonMises(), new double[] {p2, p1}, List.of("loc", "kappa"));
      }
      default -> throw row.failure("the distribution [" + row.text("dist") + "] is not known");
    };
  }

  private static Subject named(
      GoldenRow row, Univariate family, List<String> names, double... theta) {
    if (!names.equals(List.of(row.text("p1_name"), row.text("p2_name")))) {
      throw row.failure("the parameters are not " + names);
    }
    return new Subject(family, theta, names);
  }
}
