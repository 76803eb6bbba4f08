package dev.elbo.job.train;

import dev.elbo.job.live.ProcessMemory;
import dev.elbo.vae.ElboSums;

/**
 * What a local epoch made of the state.
 *
 * @param shard its number
 * @param steps taken
 * @param parameters after the last step
 * @param moments after the last step
 * @param sums over its examples, as the parameters moved
 * @param seconds that it took
 * @param memory of the process, with the arrays of the last step
 */
record ShardResult(
    int shard,
    int steps,
    float[] parameters,
    float[] moments,
    ElboSums sums,
    double seconds,
    ProcessMemory memory) {}
