/**
 * The {@code elbo} command: it checks the settings, writes the spark-submit line with defaults that
 * suit the machine, runs it, and draws the progress of the run on a terminal. Everything that
 * trains happens in the driver that it starts, so that a plain spark-submit does the same.
 */
package dev.elbo.submit;
