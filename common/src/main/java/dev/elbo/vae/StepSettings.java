package dev.elbo.vae;

import dev.elbo.optim.Optimizer;
import dev.elbo.vae.latent.Objective;

/**
 * What all steps of a round share.
 *
 * @param architecture the network
 * @param objective what is maximized
 * @param optimizer the step rule
 * @param clipNorm the greatest Euclidean norm of a gradient; infinity does not clip
 * @param batch the most rows of a step
 */
public record StepSettings(
    Architecture architecture,
    Objective objective,
    Optimizer optimizer,
    double clipNorm,
    int batch) {}
