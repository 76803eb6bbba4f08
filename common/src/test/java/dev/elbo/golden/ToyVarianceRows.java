package dev.elbo.golden;

import dev.elbo.estimator.exact.ExactVariance;
import java.util.Set;

/** Exact means and variances of gradient estimators on the textbook problems. */
final class ToyVarianceRows implements GoldenKind {
  private static final double ANALYTIC = 1e-8;
  private static final double MIDPOINT_RULE = 1e-6;
  private static final double NOTHING = 1e-9;

  @Override
  public Set<String> columns() {
    return Set.of(
        "problem",
        "mu",
        "sigma",
        "D",
        "k_or_setting",
        "wrt",
        "quantity",
        "value",
        "ratio_to_pathwise");
  }

  @Override
  public void check(GoldenRow row) {
    double expected = row.number("value");
    double value = exact(row, row.text("quantity"));
    boolean small = Math.abs(expected) < NOTHING || row.text("quantity").equals("disarm_var");
    double relative = row.text("quantity").equals("arm_var") ? MIDPOINT_RULE : ANALYTIC;
    row.absolute(
        row.text("quantity"), value, expected, small ? NOTHING : relative * Math.abs(expected));
    if (!row.text("ratio_to_pathwise").isEmpty()) {
      double ratio = row.number("ratio_to_pathwise");
      row.absolute(
          "the ratio to pathwise",
          value / exact(row, "pathwise"),
          ratio,
          small ? NOTHING : relative * Math.abs(ratio));
    }
  }

  private static double exact(GoldenRow row, String quantity) {
    return ExactVariance.of(
        row.text("problem"),
        row.number("mu"),
        row.number("sigma"),
        (int) row.number("D"),
        row.text("k_or_setting"),
        row.text("wrt"),
        quantity);
  }
}
