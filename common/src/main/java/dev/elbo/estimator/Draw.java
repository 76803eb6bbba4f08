package dev.elbo.estimator;

import dev.elbo.distribution.Noise;

/**
 * The points at which an estimator wants the integrand.
 *
 * @param theta the parameters that they were drawn from
 * @param samples how many samples K the estimate is a mean of
 * @param noise the key that they were drawn with
 * @param points [points, size of z]
 * @param weights [points]: sum_i weights_i f(points_i) estimates E[f]; also the weights of the
 *     gradient in f's own parameters. They sum to 1; 0 for a point that only a control variate
 *     needs
 */
public record Draw(double[] theta, int samples, Noise noise, double[][] points, double[] weights) {}
