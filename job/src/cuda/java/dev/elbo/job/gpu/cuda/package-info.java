/** What is compiled against CUDA, by the profile {@code cuda} of the build. */
package dev.elbo.job.gpu.cuda;
