package dev.elbo.vae.cuda;

import static dev.elbo.vae.cuda.CudaCalls.check;
import static dev.elbo.vae.cuda.CudaCalls.checkBlas;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The stream of the work and one a branch, each with a cuBLAS of its own on memory of its own:
 * shared memory would make the bits of products depend on what runs beside them.
 */
final class CudaStreams implements AutoCloseable {
  /** What cuBLAS asks for on a Hopper. */
  private static final long WORKSPACE = 32L << 20;

  private final int compute;
  private final List<CUstream_st> streams = new ArrayList<>();
  private final List<cublasContext> blas = new ArrayList<>();
  private final List<Long> workspaces = new ArrayList<>();

  /** Marks where work stands, one a stream. */
  private final List<CUevent_st> events = new ArrayList<>();

  private final FloatPointer one = new FloatPointer(1f);
  private final FloatPointer zero = new FloatPointer(0f);

  CudaStreams(MatrixPrecision precision) {
    this.compute =
        precision == MatrixPrecision.TF32
            ? cublas.CUBLAS_COMPUTE_32F_FAST_TF32
            : cublas.CUBLAS_COMPUTE_32F;
    for (int i = 0; i <= Tape.BRANCHES; i++) {
      add();
    }
  }

  private void add() {
    CUstream_st stream = new CUstream_st();
    check(cudart.cuStreamCreate(stream, cudart.CU_STREAM_NON_BLOCKING), "cuStreamCreate");
    streams.add(stream);
    CUevent_st event = new CUevent_st();
    check(cudart.cuEventCreate(event, cudart.CU_EVENT_DISABLE_TIMING), "cuEventCreate");
    events.add(event);
    cublasContext context = new cublasContext();
    checkBlas(cublas.cublasCreate_v2(context), "cublasCreate");
    blas.add(context);
    long[] workspace = new long[1];
    CudaCalls.checkMemory(cudart.cuMemAlloc(workspace, WORKSPACE), WORKSPACE);
    workspaces.add(workspace[0]);
    checkBlas(cublas.cublasSetStream_v2(context, stream), "cublasSetStream");
    checkBlas(
        cublas.cublasSetWorkspace_v2(context, new At(workspace[0]), WORKSPACE),
        "cublasSetWorkspace");
  }

  CUstream_st main() {
    return streams.get(0);
  }

  CUstream_st get(int index) {
    return streams.get(index);
  }

  /** What stream {@code after} does next begins when all that {@code before} was given is done. */
  void order(int before, int after) {
    CUevent_st event = events.get(before);
    check(cudart.cuEventRecord(event, streams.get(before)), "cuEventRecord");
    check(cudart.cuStreamWaitEvent(streams.get(after), event, 0), "cuStreamWaitEvent");
  }

  /** The row-major product C = A B is the column-major C' = B' A'. */
  void multiply(int stream, Product p) {
    boolean isTransposedA = p.aForm() == Product.Form.TRANSPOSED;
    boolean isTransposedB = p.bForm() == Product.Form.TRANSPOSED;
    checkBlas(
        cublas.cublasGemmEx(
            blas.get(stream),
            isTransposedB ? cublas.CUBLAS_OP_T : cublas.CUBLAS_OP_N,
            isTransposedA ? cublas.CUBLAS_OP_T : cublas.CUBLAS_OP_N,
            p.columns(),
            p.rows(),
            p.inner(),
            one,
            new At(p.b()),
            cudart.CUDA_R_32F,
            isTransposedB ? p.inner() : p.columns(),
            new At(p.a()),
            cudart.CUDA_R_32F,
            isTransposedA ? p.rows() : p.inner(),
            p.sum() == Product.Sum.ADDED ? one : zero,
            new At(p.c()),
            cudart.CUDA_R_32F,
            p.columns(),
            compute,
            cublas.CUBLAS_GEMM_DEFAULT),
        "cublasGemmEx");
  }

  @Override
  public void close() {
    blas.forEach(context -> checkBlas(cublas.cublasDestroy_v2(context), "cublasDestroy"));
    events.forEach(event -> check(cudart.cuEventDestroy(event), "cuEventDestroy"));
    streams.forEach(stream -> check(cudart.cuStreamDestroy(stream), "cuStreamDestroy"));
    workspaces.forEach(address -> check(cudart.cuMemFree(address), "cuMemFree"));
    one.close();
    zero.close();
  }

  /** An address of the device where JavaCPP wants a pointer. */
  private static final class At extends Pointer {
    At(long address) {
      this.address = address;
    }
  }
}
