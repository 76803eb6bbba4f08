/**
 * The scheduled run: what is new, train, compare, publish. {@link dev.elbo.job.retrain.RetrainRun}
 * reads like that list; each of its steps is a class.
 */
package dev.elbo.job.retrain;
