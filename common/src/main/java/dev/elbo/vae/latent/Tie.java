package dev.elbo.vae.latent;

import dev.elbo.distribution.Domain;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the family of an event is tied to the networks and to a prior.
 *
 * @param prior the family of p(z) of an event
 * @param priorTheta its parameters
 * @param links of the parameters, by name, that do not take the default of their domain
 * @param view what the decoder reads
 */
record Tie(Family prior, double[] priorTheta, Map<String, ScalarLink> links, View view) {
  private static final int PROBES = 100;

  /** An output of the encoder far below 0. */
  private static final double FAR = -1000;

  private static final Map<Domain, ScalarLink> DEFAULTS =
      Map.of(
          Domain.REAL, new ScalarLink.Identity(),
          Domain.POSITIVE, new ScalarLink.BoundedExponential(1e-4, 1e4),
          Domain.UNIT, new ScalarLink.Between(0, 1));

  static Tie to(Family prior, double... priorTheta) {
    return new Tie(prior, priorTheta, Map.of(), View.IDENTITY);
  }

  /** Another link for one parameter. */
  Tie link(String parameter, ScalarLink link) {
    Map<String, ScalarLink> all = new HashMap<>(links);
    all.put(parameter, link);
    return new Tie(prior, priorTheta, all, view);
  }

  /** Another view. */
  Tie view(View other) {
    return new Tie(prior, priorTheta, links, other);
  }

  /** As many independent events as there are latents. */
  Posterior each(Family event, Latents latents) {
    int count = latents.dimension();
    Independent family = Independent.of(event, count);
    double[] given = latents.prior().stream().mapToDouble(Double::doubleValue).toArray();
    double[] ofEvent = given.length == 0 ? priorTheta : given;
    prior.check(ofEvent);
    if (!event.hasFixedSupport() && event.getClass() == prior.getClass()) {
      requireMass(event, ofEvent);
    }
    return new Posterior(
        family,
        heads(family),
        link(family),
        Independent.of(prior, count),
        spread(count, ofEvent),
        view);
  }

  /** Refuses a prior without mass where the support of q begins when the encoder pushes it out. */
  private void requireMass(Family event, double[] ofEvent) {
    double[] raw = new double[event.parameterCount()];
    int at = 0;
    for (Parameter block : event.parameters()) {
      boolean pushes = links.containsKey(block.name()) || block.domain() != Domain.REAL;
      Arrays.fill(raw, at, at + block.length(), pushes ? FAR : 0);
      at += block.length();
    }
    double[] theta = new double[raw.length];
    link(event).apply(raw, theta);
    double[] z = new double[event.size()];
    for (int i = 0; i < PROBES; i++) {
      event.sample(theta, Noise.of(1, 0, 0, i), z);
      if (prior.logDensity(ofEvent, z) > Double.NEGATIVE_INFINITY) {
        continue;
      }
      throw new IllegalArgumentException(
          "Cannot use the prior %s of %s: it has no mass at [%s], where the posterior may start. Give a wider one."
              .formatted(Arrays.toString(ofEvent), prior.name(), z[0]));
    }
  }

  /** One event that is all of z. */
  Posterior joint(Family family, Latents latents) {
    if (!latents.prior().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot set the prior of %s to %s: it has one for all of z. Give []."
              .formatted(family.name(), latents.prior()));
    }
    return new Posterior(family, heads(family), link(family), prior, priorTheta, view);
  }

  private Link link(Family family) {
    List<ScalarLink> ofBlocks =
        family.parameters().stream()
            .map(p -> links.getOrDefault(p.name(), DEFAULTS.get(p.domain())))
            .toList();
    return new ElementwiseLink(family, ofBlocks);
  }

  private static List<Parameter> heads(Family family) {
    return family.parameters().stream()
        .map(p -> new Parameter(p.name(), p.length(), Domain.REAL))
        .toList();
  }

  /** The parameters of one event for all of them, block by block. */
  private double[] spread(int count, double[] ofEvent) {
    double[] all = new double[count * ofEvent.length];
    int from = 0;
    for (Parameter block : prior.parameters()) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(ofEvent, from, all, count * from + i * block.length(), block.length());
      }
      from += block.length();
    }
    return all;
  }
}
