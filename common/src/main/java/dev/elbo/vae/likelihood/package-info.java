/**
 * p(x|z): a law for each column of a row, independent given z. A law reads its parameters from
 * linear outputs of the decoder, which may be any numbers; {@link
 * dev.elbo.vae.likelihood.RowLikelihood} says which outputs are whose.
 */
package dev.elbo.vae.likelihood;
