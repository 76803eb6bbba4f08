/**
 * The textbook experiments of {@link dev.elbo.estimator.experiment} for people and for programs:
 * tables, JSON lines, pages. Needs no Spark.
 */
package dev.elbo.job.estimators;
