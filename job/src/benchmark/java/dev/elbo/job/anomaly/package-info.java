/**
 * What the anomaly scores are measured beside. {@code job/src/benchmark/anomaly} starts it; {@code
 * ANOMALY.md} beside that command has the results.
 */
package dev.elbo.job.anomaly;
