package dev.elbo.vae.cuda;

import static dev.elbo.vae.cuda.CudaCalls.check;

import dev.elbo.ElboException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A GPU through CUDA's driver: one context, the stream of the work and one a branch, and the
 * kernels compiled for it. Work is taken down by capturing the streams into a graph.
 */
final class CudaDevice implements Device {
  private static final int NAME = 256;

  private final CUctx_st context = new CUctx_st();
  private final CUmod_st module = new CUmod_st();
  private final CUstream_st stream;
  private final CudaStreams streams;
  private final Map<String, CUfunc_st> kernels = new HashMap<>();

  private CudaDevice(int device, MatrixPrecision precision) {
    check(cudart.cuDevicePrimaryCtxRetain(context, handle(device)), "cuDevicePrimaryCtxRetain");
    here();
    byte[] code = new Cubins(CubinCache.ofThisUser()).get(capability(device));
    try (BytePointer image = new BytePointer(code)) {
      check(cudart.cuModuleLoadData(module, image), "cuModuleLoadData");
    }
    this.streams = new CudaStreams(precision);
    this.stream = streams.main();
  }

  /**
   * Starts CUDA on a GPU.
   *
   * @throws ElboException (environment) if there is none of that number, or CUDA does not start
   */
  static CudaDevice open(int device, MatrixPrecision precision) {
    int[] count = new int[1];
    int started = cudart.cuInit(0);
    if (started != cudart.CUDA_ERROR_NO_DEVICE) {
      check(started, "cuInit");
      check(cudart.cuDeviceGetCount(count), "cuDeviceGetCount");
    }
    if (device >= count[0]) {
      throw ElboException.environment(
          "Cannot train on GPU [%d]: CUDA shows [%d] to this process, with CUDA_VISIBLE_DEVICES [%s]. Show it the GPU."
              .formatted(
                  device,
                  count[0],
                  Objects.requireNonNullElse(System.getenv("CUDA_VISIBLE_DEVICES"), "not set")),
          null);
    }
    return new CudaDevice(device, precision);
  }

  /** A GPU for people. */
  static String describe(int device) {
    int[] driver = new int[1];
    check(cudart.cuDriverGetVersion(driver), "cuDriverGetVersion");
    try (BytePointer name = new BytePointer((long) NAME)) {
      check(cudart.cuDeviceGetName(name, NAME, handle(device)), "cuDeviceGetName");
      int capability = capability(device);
      return "%s, compute capability %d.%d, CUDA %d.%d"
          .formatted(
              name.limit(BytePointer.strlen(name)).getString(),
              capability / 10,
              capability % 10,
              driver[0] / 1000,
              driver[0] % 1000 / 10);
    }
  }

  @Override
  public Region allocate(long bytes) {
    here();
    long[] address = new long[1];
    CudaCalls.checkMemory(cudart.cuMemAlloc(address, bytes), bytes);
    check(cudart.cuMemsetD8Async(address[0], (byte) 0, bytes, stream), "cuMemsetD8Async");
    return new Region(address[0], bytes);
  }

  @Override
  public void free(Region region) {
    here();
    check(cudart.cuStreamSynchronize(stream), "cuStreamSynchronize");
    check(cudart.cuMemFree(region.address()), "cuMemFree");
  }

  @Override
  public void upload(long address, Pointer from) {
    here();
    check(cudart.cuMemcpyHtoDAsync(address, from, bytes(from), stream), "cuMemcpyHtoDAsync");
    check(cudart.cuStreamSynchronize(stream), "cuStreamSynchronize"); // The source may go now.
  }

  @Override
  public void download(long address, Pointer to) {
    here();
    check(cudart.cuMemcpyDtoHAsync(to, address, bytes(to), stream), "cuMemcpyDtoHAsync");
    check(cudart.cuStreamSynchronize(stream), "cuStreamSynchronize");
  }

  @Override
  public HostPage page(long bytes) {
    return new CudaPage(stream, bytes, this::here);
  }

  @Override
  public Recording record(Consumer<Tape> work) {
    here();
    CUgraph_st graph = new CUgraph_st();
    check(
        cudart.cuStreamBeginCapture(stream, cudart.CU_STREAM_CAPTURE_MODE_RELAXED),
        "cuStreamBeginCapture");
    try {
      work.accept(new CudaTape(streams, this::kernel));
    } catch (RuntimeException | Error e) {
      cudart.cuStreamEndCapture(stream, graph); // It fails, too, and what is known says more.
      throw e;
    }
    check(cudart.cuStreamEndCapture(stream, graph), "cuStreamEndCapture");
    CUgraphExec_st executable = new CUgraphExec_st();
    int instantiated = cudart.cuGraphInstantiate(executable, graph, 0);
    check(cudart.cuGraphDestroy(graph), "cuGraphDestroy");
    check(instantiated, "cuGraphInstantiate");
    return new CudaRecording(executable);
  }

  @Override
  public void close() {
    here();
    streams.close();
    check(cudart.cuModuleUnload(module), "cuModuleUnload");
  }

  private final class CudaRecording implements Recording {
    private final CUgraphExec_st executable;

    CudaRecording(CUgraphExec_st executable) {
      this.executable = executable;
    }

    @Override
    public void run() {
      here();
      check(cudart.cuGraphLaunch(executable, stream), "cuGraphLaunch");
    }

    @Override
    public void close() {
      here();
      check(cudart.cuStreamSynchronize(stream), "cuStreamSynchronize");
      check(cudart.cuGraphExecDestroy(executable), "cuGraphExecDestroy");
    }
  }

  private CUfunc_st kernel(String name) {
    return kernels.computeIfAbsent(
        name,
        key -> {
          CUfunc_st function = new CUfunc_st();
          check(cudart.cuModuleGetFunction(function, module, key), "cuModuleGetFunction " + key);
          return function;
        });
  }

  /** CUDA's calls are about the context of their thread, and tasks come on any. */
  private void here() {
    check(cudart.cuCtxSetCurrent(context), "cuCtxSetCurrent");
  }

  private static long bytes(Pointer host) {
    return (host.limit() - host.position()) * host.sizeof();
  }

  private static int capability(int device) {
    return 10 * attribute(device, cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
        + attribute(device, cudart.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
  }

  private static int attribute(int device, int attribute) {
    int[] value = new int[1];
    check(cudart.cuDeviceGetAttribute(value, attribute, handle(device)), "cuDeviceGetAttribute");
    return value[0];
  }

  private static int handle(int device) {
    int[] handle = new int[1];
    check(cudart.cuDeviceGet(handle, device), "cuDeviceGet");
    return handle[0];
  }
}
