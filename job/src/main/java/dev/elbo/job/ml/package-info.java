/**
 * Elbo in Spark ML: an Estimator that trains as {@code elbo train} does, and a Model whose
 * transform adds scores.
 *
 * <pre>
 *   params -> settings, by the readers of settings files -> TrainingRun on a DataFrame -> model
 *   model  -> Scorer -> the columns whose names are set
 * </pre>
 *
 * <p>{@link dev.elbo.job.ml.ParamTable} ties each param to the setting that it stands for; docs,
 * defaults and names are those of reference.conf. What is saved is Spark's metadata beside Elbo's
 * model directory.
 */
package dev.elbo.job.ml;
