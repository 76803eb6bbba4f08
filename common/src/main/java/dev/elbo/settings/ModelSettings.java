package dev.elbo.settings;

import dev.elbo.vae.Activation;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import java.util.List;

/**
 * The network and its objective ({@code elbo.model}).
 *
 * @param encoder widths of the hidden layers from the data to the posterior; may be empty
 * @param decoder widths of the hidden layers from the latent to the likelihood; may be empty
 * @param activation of every hidden layer
 * @param initialization of every layer
 * @param latents what z is
 * @param likelihood of the data given the latent
 * @param objective what is maximized, and how its gradient is estimated
 * @param annealing the weight of the KL and the temperature over training
 */
public record ModelSettings(
    List<Integer> encoder,
    List<Integer> decoder,
    Activation activation,
    Initialization initialization,
    Latents latents,
    LikelihoodSettings likelihood,
    Objective objective,
    AnnealingSchedule annealing) {

  public ModelSettings {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
    encoder.forEach(width -> Require.atLeast("elbo.model.encoder", 1, width));
    decoder.forEach(width -> Require.atLeast("elbo.model.decoder", 1, width));
    Require.notNegative("elbo.model.beta", annealing.beta());
    Require.notNegative("elbo.model.warm-up-epochs", annealing.warmUpEpochs());
    ObjectiveRules.check(latents, objective, annealing);
  }
}
