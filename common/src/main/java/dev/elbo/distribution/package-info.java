/**
 * What can be sampled with a gradient, on plain doubles: noise first, then families. Knows no
 * tensors, no Spark and no settings.
 */
package dev.elbo.distribution;
