package dev.elbo.vae.latent;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Normal;
import dev.elbo.distribution.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The families that latents may have, each with its links, its prior and its view. */
final class Catalog {
  private static final Map<String, Entry> ENTRIES = new TreeMap<>();

  /** Independent latents of one family with a prior of the same. */
  private record Entry(
      Family event, List<ScalarLink> links, Family prior, double[] priorTheta, View view) {}

  private Catalog() {}

  static List<String> names() {
    List<String> names = new ArrayList<>(ENTRIES.keySet());
    names.add("normal");
    return names;
  }

  static Posterior posterior(Latents latents) {
    Family family = Independent.of(new Normal(), latents.dimension());
    double[] priorTheta = new double[2 * latents.dimension()];
    for (int j = 0; j < latents.dimension(); j++) {
      priorTheta[latents.dimension() + j] = 1;
    }
    return new Posterior(
        family,
        List.of(
            new Head("mean", latents.dimension()), new Head("log-variance", latents.dimension())),
        new ElementwiseLink(
            family, List.of(new ScalarLink.Identity(), new ScalarLink.HalfExponential())),
        family,
        priorTheta,
        View.IDENTITY);
  }

  static List<Head> heads(Family family) {
    return family.parameters().stream().map(Catalog::head).toList();
  }

  private static Head head(Parameter parameter) {
    return new Head(parameter.name(), parameter.length());
  }
}
