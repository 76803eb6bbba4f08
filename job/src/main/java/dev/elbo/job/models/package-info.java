/** What is done with models that are trained: exporting them. */
package dev.elbo.job.models;
