/** The training loop for code that is written against Deeplearning4j's Spark API. */
package dev.elbo.job.train.dl4j;
