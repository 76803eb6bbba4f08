package dev.elbo.vae.cuda;

import dev.elbo.ElboException;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** What calls of CUDA's three libraries return, as errors that say what to do. */
final class CudaCalls {
  private static final double MIB = 1 << 20;

  private CudaCalls() {}

  /** A call of the driver. */
  static void check(int code, String call) {
    if (code == cudart.CUDA_ERROR_OUT_OF_MEMORY) {
      throw tooLittle("memory for " + call);
    }
    if (code != cudart.CUDA_SUCCESS) {
      throw failed(call, code, text(code), "Look at nvidia-smi and at dmesg there, and start anew");
    }
  }

  /** A call of cuBLAS. */
  static void checkBlas(int code, String call) {
    if (code == cublas.CUBLAS_STATUS_ALLOC_FAILED) {
      throw tooLittle("memory for " + call);
    }
    if (code != cublas.CUBLAS_STATUS_SUCCESS) {
      String text = cublas.cublasGetStatusString(code).getString();
      throw failed(call, code, text, "Install the cuBLAS of the CUDA that the driver supports");
    }
  }

  /** A call of NVRTC. */
  static void checkCompiler(int code, String call) {
    if (code != nvrtc.NVRTC_SUCCESS) {
      String text = nvrtc.nvrtcGetErrorString(code).getString();
      throw failed(call, code, text, "Install the NVRTC of the CUDA that the driver supports");
    }
  }

  /** An allocation. */
  static void checkMemory(int code, long bytes) {
    if (code == cudart.CUDA_ERROR_OUT_OF_MEMORY) {
      throw tooLittle("%.1f MiB more".formatted(bytes / MIB));
    }
    check(code, "cuMemAlloc");
  }

  private static ElboException tooLittle(String wanted) {
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer all = new SizeTPointer(1)) {
      boolean isKnown = cudart.cuMemGetInfo(free, all) == cudart.CUDA_SUCCESS;
      return ElboException.environment(
          "Cannot train on the GPU: it has no [%s]%s. Lower elbo.training.batch-size, raise elbo.training.shards, end other programs on it, or take a larger GPU."
              .formatted(
                  wanted,
                  isKnown
                      ? ", of [%.0f] MiB [%.1f] are free"
                          .formatted(all.get() / MIB, free.get() / MIB)
                      : ""),
          null);
    }
  }

  private static String text(int code) {
    try (PointerPointer<?> text = new PointerPointer<>(1)) {
      cudart.cuGetErrorString(code, text);
      return text.get() == null ? "unknown" : text.getString(0);
    }
  }

  private static ElboException failed(String call, int code, String text, String remedy) {
    return ElboException.environment(
        "Cannot train on the GPU: [%s] of CUDA gave [%d, %s]. %s."
            .formatted(call, code, text, remedy),
        null);
  }
}
