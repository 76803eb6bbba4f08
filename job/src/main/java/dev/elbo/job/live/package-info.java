/**
 * Runs where Spark's users look for them while they go: the names of their jobs, a source of
 * metrics, a tab of the UI. Nothing here can fail a run.
 */
package dev.elbo.job.live;
