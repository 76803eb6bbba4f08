/**
 * What {@code spark-submit} starts: one main, a verb each. Only here are command lines read, is a
 * session started and stopped, and is the exit code set.
 */
package dev.elbo.job;
