package dev.elbo.golden;

import dev.elbo.distribution.Beta;
import dev.elbo.distribution.Categorical;
import dev.elbo.distribution.ClosedFormKl;
import dev.elbo.distribution.Dirichlet;
import dev.elbo.distribution.Exponential;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Gamma;
import dev.elbo.distribution.Gumbel;
import dev.elbo.distribution.Kumaraswamy;
import dev.elbo.distribution.Laplace;
import dev.elbo.distribution.LogNormal;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Weibull;
import java.util.Arrays;
import java.util.Set;

/** KL(p || q) of a pair of families. */
final class KlRows implements GoldenKind {
  private static final double DIVERGENCE = 1e-12;
  private static final double DIVERGENCE_BY_SERIES = 1e-10;

  @Override
  public Set<String> columns() {
    return Set.of("pair", "p_params", "q_params", "kl_p_q");
  }

  @Override
  public void check(GoldenRow row) {
    String[] pair = row.text("pair").split("_", -1);
    if (pair.length != 2) {
      throw row.failure("[" + row.text("pair") + "] is no pair of families");
    }
    double[] p = row.numbers("p_params");
    double[] q = row.numbers("q_params");
    Family posterior = family(row, pair[0], p.length);
    ClosedFormKl kl =
        posterior
            .klTo(family(row, pair[1], q.length))
            .orElseThrow(() -> row.failure("there is no closed form"));
    double[] theta = theta(pair[0], p);
    posterior.check(theta);
    row.relative(
        "KL",
        kl.value(theta, theta(pair[1], q), new double[theta.length]),
        row.number("kl_p_q"),
        pair[0].equals("kumaraswamy") ? DIVERGENCE_BY_SERIES : DIVERGENCE);
  }

  private static Family family(GoldenRow row, String name, int parameters) {
    return switch (name) {
      case "normal" -> new Normal();
      case "lognormal" -> new LogNormal();
      case "exponential" -> new Exponential();
      case "gamma" -> new Gamma();
      case "beta" -> new Beta();
      case "dirichlet" -> new Dirichlet(parameters);
      case "weibull" -> new Weibull();
      case "kumaraswamy" -> new Kumaraswamy();
      case "laplace" -> new Laplace();
      case "gumbel" -> new Gumbel();
      case "categorical" -> new Categorical(parameters);
      default -> throw row.failure("the family [" + name + "] is not known");
    };
  }

  /** Ours, but for the categorical whose theta is logits and whose row has probabilities. */
  private static double[] theta(String name, double[] parameters) {
    return name.equals("categorical")
        ? Arrays.stream(parameters).map(Math::log).toArray()
        : parameters;
  }
}
