/**
 * Ways to get the gradient of an expectation, d/dtheta E[f(z)] with z from a family: pathwise,
 * score function with its baselines, relaxations, straight-through. They know a family and an
 * integrand, never a network (Mohamed, Rosca, Figurnov, Mnih 2020 is the map).
 */
package dev.elbo.estimator;
