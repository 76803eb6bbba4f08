/**
 * GPUs: how Spark hands them out, what is proved before training, and which one a task computes on.
 * Nothing of it runs unless {@code elbo.training.gpu.amount} asks for it.
 */
package dev.elbo.job.gpu;
