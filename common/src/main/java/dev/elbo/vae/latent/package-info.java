/**
 * The latent space of a network, on plain doubles: which family q(z|x) is of, how the outputs of
 * the encoder become its parameters, what the prior is, what the decoder reads of z, and what is
 * optimized.
 */
package dev.elbo.vae.latent;
