package dev.elbo.vae.latent;

import dev.elbo.distribution.Bernoulli;
import dev.elbo.distribution.Categorical;
import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.LowRankNormal;
import dev.elbo.distribution.MultivariateNormal;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.transform.Flows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The families that latents may have, each with its prior, its links and its view. To offer another
 * one, add a line.
 */
final class Catalog {
  private static final Map<String, Function<Latents, Posterior>> ENTRIES = new LinkedHashMap<>();
  private static final Normal NORMAL = new Normal();

  static {
    ENTRIES.put("normal", Catalog::normal);
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
