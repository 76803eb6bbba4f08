package dev.elbo.settings;

import dev.elbo.vae.Activation;
import dev.elbo.vae.Initialization;
import java.util.List;

/**
 * The network and its objective ({@code elbo.model}).
 *
 * @param encoder widths of the hidden layers from the data to the posterior; may be empty
 * @param decoder widths of the hidden layers from the latent to the likelihood; may be empty
 * @param activation of every hidden layer
 * @param initialization of every layer
 * @param latentDimension the number of latents, each with a normal posterior and prior
 * @param likelihood of the data given the latent
 * @param beta the weight of the KL divergence in the objective; 1 is the ELBO
 */
public record ModelSettings(
    List<Integer> encoder,
    List<Integer> decoder,
    Activation activation,
    Initialization initialization,
    int latentDimension,
    LikelihoodSettings likelihood,
    double beta) {

  public ModelSettings {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
    encoder.forEach(width -> Require.atLeast("elbo.model.encoder", 1, width));
    decoder.forEach(width -> Require.atLeast("elbo.model.decoder", 1, width));
    Require.atLeast("elbo.model.latent.dimension", 1, latentDimension);
    Require.notNegative("elbo.model.beta", beta);
  }
}
