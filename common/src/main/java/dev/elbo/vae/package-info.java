/**
 * The variational autoencoder: encoder, latent, decoder, likelihood and the ELBO, forward and
 * backward over one flat parameter vector (Kingma and Welling 2014). Matrix products are ND4J's on
 * one thread; everything element-wise is Java in double, so that equal input gives equal bits.
 */
package dev.elbo.vae;
