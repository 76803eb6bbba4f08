package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;

/**
 * Where in training a step stands.
 *
 * @param noise a key of its minibatch; row i draws from {@code noise.at(i)}
 * @param annealing the weight of the KL and the temperature now
 * @param step the global step count before it, from 0; bias corrections use it
 * @param rate the learning rate
 */
public record StepAt(Noise noise, Annealing annealing, long step, double rate) {}
