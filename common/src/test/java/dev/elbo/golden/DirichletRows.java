package dev.elbo.golden;

import dev.elbo.distribution.Dirichlet;
import dev.elbo.distribution.Noise;
import java.util.Set;

/** dx_i / dalpha_j of the Dirichlet, one row a j. */
final class DirichletRows implements GoldenKind {
  private static final double GRADIENT = 1e-10;
  private static final Noise UNUSED = Noise.of(0, 0, 0, 0);

  @Override
  public Set<String> columns() {
    return Set.of("dist", "alpha", "x", "wrt_alpha_index", "dx_dalpha_j");
  }

  @Override
  public void check(GoldenRow row) {
    if (!row.text("dist").equals("dirichlet")) {
      throw row.failure("the distribution [" + row.text("dist") + "] is not known");
    }
    double[] alpha = row.numbers("alpha");
    double[] x = row.numbers("x");
    double[] expected = row.numbers("dx_dalpha_j");
    int j = (int) row.number("wrt_alpha_index");
    if (x.length != alpha.length || expected.length != alpha.length) {
      throw row.failure("the vectors differ in length");
    }
    Dirichlet family = new Dirichlet(alpha.length);
    for (int i = 0; i < alpha.length; i++) {
      double[] cotangent = new double[alpha.length];
      cotangent[i] = 1;
      double[] gradient = new double[alpha.length];
      family.addPathwise(alpha, x, UNUSED, cotangent, gradient);
      row.relative("dx_" + i + "/dalpha_" + j, gradient[j], expected[i], GRADIENT);
    }
  }
}
