package dev.elbo.vae.latent;

import java.io.Serializable;

/**
 * A linear output of the encoder.
 *
 * @param name of its tensors, behind {@code posterior.}
 * @param width how many numbers it gives for an example
 */
public record Head(String name, int width) implements Serializable {}
