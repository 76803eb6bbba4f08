package dev.elbo.vae.latent;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Parameter;
import dev.elbo.distribution.VonMises;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The latent space of one example: q(z|x), p(z) and their ties to the networks.
 *
 * @param family of q(z|x), over all of z
 * @param heads the outputs of the encoder that it needs
 * @param link from the heads to theta
 * @param prior the family of p(z), over all of z
 * @param priorTheta its parameters
 * @param view what the decoder reads of z
 */
public record Posterior(
    Family family, List<Parameter> heads, Link link, Family prior, double[] priorTheta, View view) {

  /** The names that {@link #of} knows. */
  public static List<String> names() {
    return Catalog.names();
  }

  /**
   * The latent space that a specification names.
   *
   * @throws IllegalArgumentException for an unknown family, or parameters that it does not have
   */
  public static Posterior of(Latents latents) {
    return Catalog.posterior(latents);
  }

  /**
   * What the decoder reads of the center of q(z|x), [inputs]; of an angle the expectation, which is
   * near 0 where the angle is unknown.
   */
  public double[] code(double[] theta) {
    double[] code = new double[inputs()];
    view.apply(family.center(theta), code, 0);
    if (view == View.CIRCLE && family instanceof Independent angles) {
      for (int i = 0; i < code.length; i++) {
        code[i] *= VonMises.resultantLength(angles.theta(theta, i / 2));
      }
    }
    return code;
  }

  /** How many numbers the heads give for an example. */
  public int outputs() {
    return heads.stream().mapToInt(Parameter::length).sum();
  }

  /** How many numbers the decoder reads. */
  public int inputs() {
    return family.size() * view.width();
  }

  /** The parameters of p(z) of one latent, where the latents are independent. */
  public Optional<List<Double>> eventPrior() {
    return family instanceof Independent && prior instanceof Independent events
        ? Optional.of(Arrays.stream(events.theta(priorTheta, 0)).boxed().toList())
        : Optional.empty();
  }

  /** How many latents are reported: independent events, or the numbers of a joint z. */
  public int latents() {
    return family instanceof Independent independent ? independent.count() : family.size();
  }

  /** How many parts the KL has: one an independent event, one for a joint z. */
  public int units() {
    return family instanceof Independent independent ? independent.count() : 1;
  }
}
