/**
 * Any Spark source to rows to shards of packed blocks, in an order that depends on the rows alone.
 *
 * <pre>
 *   Source -> raw rows -> Profile (one pass: checks, statistics, fingerprint) -> PreparationFit
 *          -> CanonicalOrder -> Packing -> Shards (cached)
 * </pre>
 */
package dev.elbo.job.data;
