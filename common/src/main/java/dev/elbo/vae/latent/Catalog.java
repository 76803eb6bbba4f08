package dev.elbo.vae.latent;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Beta;
import dev.elbo.distribution.Categorical;
import dev.elbo.distribution.Cauchy;
import dev.elbo.distribution.Chi2;
import dev.elbo.distribution.Dirichlet;
import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Exponential;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Gamma;
import dev.elbo.distribution.GeneralizedPareto;
import dev.elbo.distribution.Gumbel;
import dev.elbo.distribution.HalfCauchy;
import dev.elbo.distribution.HalfNormal;
import dev.elbo.distribution.InverseGamma;
import dev.elbo.distribution.Kumaraswamy;
import dev.elbo.distribution.Laplace;
import dev.elbo.distribution.LogLogistic;
import dev.elbo.distribution.LogNormal;
import dev.elbo.distribution.Logistic;
import dev.elbo.distribution.LowRankNormal;
import dev.elbo.distribution.Mixture;
import dev.elbo.distribution.MultivariateNormal;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.Pareto;
import dev.elbo.distribution.StudentT;
import dev.elbo.distribution.TruncatedNormal;
import dev.elbo.distribution.Uniform;
import dev.elbo.distribution.VonMises;
import dev.elbo.distribution.Weibull;
import dev.elbo.distribution.transform.Flows;
import dev.elbo.vae.latent.ScalarLink.Above;
import dev.elbo.vae.latent.ScalarLink.Between;
import dev.elbo.vae.latent.ScalarLink.BoundedExponential;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The families that latents may have, each with its prior, its links and its view. To offer another
 * one, add a line. Links and views are part of what a model file means: a line that changes needs a
 * new format version of the model.
 */
final class Catalog {
  private static final Map<String, Function<Latents, Posterior>> ENTRIES = new LinkedHashMap<>();
  private static final Normal NORMAL = new Normal();

  /** Below a shape of 0.1 most draws of a gamma or a beta are too close to 0 for a double. */
  private static final ScalarLink SHAPE = new BoundedExponential(0.1, 1e4);

  static {
    ENTRIES.put("normal", Catalog::normal);
    each(
        "lognormal",
        new LogNormal(),
        Tie.to(new LogNormal(), 0, 1)
            .link("scale", new BoundedExponential(1e-4, 20))
            .view(View.LOG));
    each("laplace", new Laplace(), Tie.to(new Laplace(), 0, 1));
    each("logistic", new Logistic(), Tie.to(new Logistic(), 0, 1));
    // The prior's left tail falls as exp(-exp(-z)): wider draws would leave the range of doubles.
    each(
        "gumbel",
        new Gumbel(),
        Tie.to(new Gumbel(), 0, 1).link("scale", new BoundedExponential(1e-4, 50)));
    each("cauchy", new Cauchy(), Tie.to(new Cauchy(), 0, 1).view(View.ASINH));
    each("half-normal", new HalfNormal(), Tie.to(new HalfNormal(), 1).view(View.LOG));
    each("half-cauchy", new HalfCauchy(), Tie.to(new HalfCauchy(), 1).view(View.LOG));
    ENTRIES.put("uniform", Catalog::uniform);
    each("exponential", new Exponential(), Tie.to(new Exponential(), 1).view(View.LOG));
    each(
        "weibull",
        new Weibull(),
        Tie.to(new Weibull(), 1, 1)
            .link("concentration", new BoundedExponential(0.3, 1e4))
            .view(View.LOG));
    each(
        "pareto",
        new Pareto(),
        Tie.to(new Pareto(), 1, 0.3)
            .link("minimum", new Above(1, new BoundedExponential(1e-4, 1e4)))
            .link("shape", new BoundedExponential(0.1, 1e4))
            .view(View.LOG));
    each(
        "generalized-pareto",
        new GeneralizedPareto(),
        Tie.to(new GeneralizedPareto(), 0, 1, 0.1)
            .link("location", new BoundedExponential(1e-4, 1e4))
            .link("shape", new Between(0, 0.5))
            .view(View.LOG));
    each(
        "kumaraswamy",
        new Kumaraswamy(),
        Tie.to(new Beta(), 1, 1).link("a", SHAPE).link("b", SHAPE).view(View.LOGIT));
    each(
        "log-logistic",
        new LogLogistic(),
        Tie.to(new LogLogistic(), 1, 1)
            .link("shape", new BoundedExponential(0.3, 1e4))
            .view(View.LOG));
    TruncatedNormal truncated = new TruncatedNormal(-4, 4);
    each("truncated-normal", truncated, Tie.to(truncated, 0, 1));
    each("gamma", new Gamma(), Tie.to(new Gamma(), 1, 1).link("shape", SHAPE).view(View.LOG));
    each(
        "inverse-gamma",
        new InverseGamma(),
        Tie.to(new InverseGamma(), 1, 1).link("shape", SHAPE).view(View.LOG));
    each("chi2", new Chi2(), Tie.to(new Chi2(), 2).link("df", SHAPE).view(View.LOG));
    each(
        "beta",
        new Beta(),
        Tie.to(new Beta(), 1, 1).link("alpha", SHAPE).link("beta", SHAPE).view(View.LOGIT));
    ENTRIES.put(
        "dirichlet",
        latents -> {
          Dirichlet family = new Dirichlet(latents.dimension());
          double[] flat = new double[latents.dimension()];
          Arrays.fill(flat, 1);
          return Tie.to(family, flat)
              .link("concentration", SHAPE)
              .view(View.LOG)
              .joint(family, latents);
        });
    each(
        "student-t",
        new StudentT(),
        Tie.to(new StudentT(), 5, 0, 1)
            .link("df", new Above(2, new BoundedExponential(1e-2, 1e4))));
    ENTRIES.put("von-mises", Catalog::vonMises);
    ENTRIES.put(
        "mixture",
        latents -> Tie.to(NORMAL, 0, 1).each(new Mixture(NORMAL, latents.components()), latents));
    correlated("multivariate-normal", l -> new MultivariateNormal(l.dimension()));
    correlated("low-rank-normal", l -> new LowRankNormal(l.dimension(), l.components()));
    correlated("planar-flow", l -> Flows.planar(l.dimension(), l.components()));
    correlated(
        "autoregressive-flow", l -> Flows.inverseAutoregressive(l.dimension(), l.components()));
    each("bernoulli", new Bernoulli(), Tie.to(new Bernoulli(), 0));
    ENTRIES.put(
        "categorical",
        latents -> {
          Categorical event = new Categorical(latents.components());
          return Tie.to(event, new double[latents.components()]).each(event, latents);
        });
  }

  private Catalog() {}

  static List<String> names() {
    return List.copyOf(ENTRIES.keySet());
  }

  static Posterior posterior(Latents latents) {
    Function<Latents, Posterior> entry = ENTRIES.get(latents.family());
    if (entry == null) {
      throw new IllegalArgumentException(
          "Cannot build latents: there is no family [%s]. Use one of %s."
              .formatted(latents.family(), names()));
    }
    return entry.apply(latents);
  }

  private static void each(String name, Family event, Tie tie) {
    ENTRIES.put(name, latents -> tie.each(event, latents));
  }

  /** A joint posterior against independent standard normals. */
  private static void correlated(String name, Function<Latents, Family> family) {
    ENTRIES.put(
        name,
        latents -> {
          Posterior standard = normal(Latents.normal(latents.dimension()));
          return Tie.to(standard.prior(), standard.priorTheta())
              .joint(family.apply(latents), latents);
        });
  }

  /** The encoder gives the middle and the width; the support is bounded, so the prior is not. */
  private static Posterior uniform(Latents latents) {
    Posterior plain = Tie.to(NORMAL, 0, 1).each(new Uniform(), latents);
    return new Posterior(
        plain.family(),
        List.of(
            new Parameter("center", latents.dimension(), Domain.REAL),
            new Parameter("width", latents.dimension(), Domain.REAL)),
        new IntervalLink(new BoundedExponential(1e-4, 1e4)),
        plain.prior(),
        plain.priorTheta(),
        plain.view());
  }

  /**
   * The encoder gives a vector of the plane for each angle; the prior is uniform to the last bit.
   */
  private static Posterior vonMises(Latents latents) {
    Posterior plain =
        Tie.to(new VonMises(), 0, Double.MIN_NORMAL)
            .view(View.CIRCLE)
            .each(new VonMises(), latents);
    return new Posterior(
        plain.family(),
        List.of(
            new Parameter("direction-x", latents.dimension(), Domain.REAL),
            new Parameter("direction-y", latents.dimension(), Domain.REAL),
            new Parameter("concentration", latents.dimension(), Domain.REAL)),
        new DirectionLink(new BoundedExponential(1e-4, 1e4)),
        plain.prior(),
        plain.priorTheta(),
        plain.view());
  }

  /** The encoder gives log-variances, as everybody's does. */
  private static Posterior normal(Latents latents) {
    Posterior plain =
        Tie.to(NORMAL, 0, 1).link("scale", new ScalarLink.HalfExponential()).each(NORMAL, latents);
    return new Posterior(
        plain.family(),
        List.of(
            new Parameter("mean", latents.dimension(), Domain.REAL),
            new Parameter("log-variance", latents.dimension(), Domain.REAL)),
        plain.link(),
        plain.prior(),
        plain.priorTheta(),
        plain.view());
  }
}
