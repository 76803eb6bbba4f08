/**
 * The training step on NVIDIA GPUs without ND4J: cuBLAS products and kernels of our own, written
 * down once as a CUDA graph and replayed. {@link dev.elbo.vae.cuda.CudaEngine} is what others use;
 * only {@link dev.elbo.vae.cuda.CudaDevice} and what it is made of touch CUDA's classes, which are
 * not in the jar.
 */
package dev.elbo.vae.cuda;
