package dev.elbo.vae;

import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Posterior;
import dev.elbo.vae.likelihood.Likelihood;
import java.io.Serializable;
import java.util.List;

/**
 * The shape of the network: a dense encoder, a latent space, a dense decoder.
 *
 * @param features width of the data
 * @param encoder widths of the hidden layers from the data inwards; may be empty
 * @param latents what z is
 * @param decoder widths of the hidden layers from z outwards; may be empty
 * @param activation of every hidden layer
 * @param likelihood p(x|z)
 * @param inputs what the encoder reads of a row
 */
public record Architecture(
    int features,
    List<Integer> encoder,
    Latents latents,
    List<Integer> decoder,
    Activation activation,
    Likelihood likelihood,
    Inputs inputs)
    implements Serializable {

  public Architecture {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
    requirePositive("features", features);
    encoder.forEach(width -> requirePositive("encoder width", width));
    decoder.forEach(width -> requirePositive("decoder width", width));
    if (inputs.categories().size() != features) {
      throw new IllegalArgumentException(
          "Cannot build a network: its encoder reads [%d] columns of [%d]. Use one width."
              .formatted(inputs.categories().size(), features));
    }
  }

  /** An encoder that reads rows as they are. */
  public Architecture(
      int features,
      List<Integer> encoder,
      Latents latents,
      List<Integer> decoder,
      Activation activation,
      Likelihood likelihood) {
    this(
        features,
        encoder,
        latents,
        decoder,
        activation,
        likelihood,
        Inputs.cells(Math.max(features, 0)));
  }

  /** The latent space, built from its specification. */
  public Posterior posterior() {
    return Posterior.of(latents);
  }

  /** The width of what the posterior heads see. */
  int encoderOutput() {
    return encoder.isEmpty() ? inputs.width() : encoder.get(encoder.size() - 1);
  }

  /** The width of what the likelihood heads see. */
  int decoderOutput() {
    return decoder.isEmpty() ? posterior().inputs() : decoder.get(decoder.size() - 1);
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Cannot build a network: " + what + " is [" + value + "]. Use a positive number.");
    }
  }
}
