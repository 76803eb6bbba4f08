/**
 * What Spark knows of a job that failed, as one sentence that says which executor, where, why, and
 * what to change.
 */
package dev.elbo.job.failure;
