/**
 * A model at work on DataFrames: the latent and the ELBO of each row, and new rows from the prior.
 *
 * <pre>
 *   Scorer    rows of Spark -> batches of floats -> network -> the rows and their scores
 *   Generator prior -> z -> network -> rows of Spark
 * </pre>
 *
 * <p>Rows cross as Spark keeps them inside, without a Java object a cell.
 */
package dev.elbo.job.score;
