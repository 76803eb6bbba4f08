package dev.elbo.vae.likelihood;

/**
 * A linear layer on top of the decoder.
 *
 * @param name of its tensors, after {@code likelihood.}
 * @param width its outputs: for a column, or for a whole row
 */
public record Head(String name, int width) {}
