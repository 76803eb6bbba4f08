/**
 * What a row is: its schema, exact statistics of its columns, and the scaling that is fitted from
 * them. Pure functions and records; reading rows is the business of the job.
 */
package dev.elbo.feature;
