/**
 * The training loop: a round broadcasts the state, every shard takes a local epoch from it, and the
 * weighted mean of the shards' states is the next one. Everything beside it (metrics, checkpoints,
 * progress) listens to its events.
 */
package dev.elbo.job.train;
