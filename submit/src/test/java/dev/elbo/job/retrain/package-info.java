/**
 * Programs of the tests that run {@code retrain} and do with it what a test cannot from outside.
 */
package dev.elbo.job.retrain;
