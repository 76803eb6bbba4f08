/** Looks at the machine and the cluster, and says what to change. */
package dev.elbo.job.doctor;
