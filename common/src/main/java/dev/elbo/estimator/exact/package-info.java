/**
 * Exact means and variances of gradient estimators on the textbook problems, in closed form or by
 * quadrature to 1e-8 relative or better: what measured numbers are held against.
 */
package dev.elbo.estimator.exact;
