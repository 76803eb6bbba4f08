/** What is done with models that are trained: exporting, listing, comparing and publishing them. */
package dev.elbo.job.models;
