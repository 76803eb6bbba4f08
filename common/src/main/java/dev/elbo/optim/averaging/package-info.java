/**
 * What becomes of the states of all shards when they are combined: rules as pure functions over the
 * state and the weighted mean.
 */
package dev.elbo.optim.averaging;
