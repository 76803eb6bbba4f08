/**
 * The textbook experiments on gradient estimators: measured means and variances beside the exact
 * ones of {@link dev.elbo.estimator.exact}. Pure functions of a seed and a number of samples; they
 * print nothing and draw nothing.
 */
package dev.elbo.estimator.experiment;
