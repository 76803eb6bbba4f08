/**
 * The experiment on averaging: what each rule gives at how many shards, against epochs, seconds and
 * rounds. {@code job/src/benchmark/averaging} starts it; {@code AVERAGING.md} beside that command
 * has the results.
 */
package dev.elbo.job.averaging;
