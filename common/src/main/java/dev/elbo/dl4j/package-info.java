/**
 * The network of {@code dev.elbo.vae} as a citizen of Deeplearning4j: a layer that drives it, the
 * file that DL4J's serializer restores, and export to plain DL4J networks that need nothing of
 * Elbo.
 */
package dev.elbo.dl4j;
