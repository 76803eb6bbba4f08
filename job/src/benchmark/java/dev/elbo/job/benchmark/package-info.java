/**
 * The contestants of the whole-run benchmark that run in a JVM: each is a process of its own, which
 * ends with one line of JSON on standard output. {@code job/src/benchmark/README.md} has the
 * results.
 */
package dev.elbo.job.benchmark;
