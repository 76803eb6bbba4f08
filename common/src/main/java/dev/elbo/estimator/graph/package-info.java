/**
 * A graph of computations that remembers how to go backward, small enough to read and to draw. It
 * shows what a sampling node does to gradients: left as it is it stops them, reparameterized it
 * lets them through. The network that trains is in {@code dev.elbo.vae}; a test holds their
 * gradients together.
 */
package dev.elbo.estimator.graph;
