package dev.elbo.job.gpu;

import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.Backend;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Whether a JVM computes on a GPU, and on which one. A class, since Kryo, where somebody sets it,
 * cannot read records.
 */
final class Proof implements Serializable {
  private static final long serialVersionUID = 1;

  private final int device;
  private final GpuSettings.Engine engine;
  private final String text;
  private final String remedy;

  private Proof(int device, GpuSettings.Engine engine, String text, String remedy) {
    this.device = device;
    this.engine = engine;
    this.text = text;
    this.remedy = remedy;
  }

  /**
   * Proves it: everything that can be known without ND4J is checked before ND4J starts, so that a
   * refused GPU leaves the JVM free to train on the CPU.
   *
   * @param device CUDA's number
   * @param found what nvidia-smi says there
   * @param wish who is to compute
   * @param cuda ND4J's backend of the jar, if it has one
   * @param step Elbo's own
   * @param sharing who else in the JVM uses GPUs
   */
  static Proof of(
      int device,
      NvidiaSmi.Answer found,
      GpuSettings.Engine wish,
      Optional<Cuda> cuda,
      CudaStep step,
      Sharing sharing) {
    if (found.problem().isPresent()) {
      return refused(
          device,
          "there is no GPU [%s]".formatted(found.problem().get()),
          "Install NVIDIA's driver where a GPU is, and check that nvidia-smi runs there");
    }
    List<GpuDevice> devices = found.devices();
    if (device >= devices.size()) {
      return refused(
          device,
          "Spark gave a task GPU [%d], and there are [%d]".formatted(device, devices.size()),
          "Take conf/gpu/discover-gpus.sh for the discovery script");
    }
    GpuDevice gpu = devices.get(device);
    return switch (wish) {
      case ND4J -> ofNd4j(device, gpu, cuda, sharing);
      case CUDA -> ofStep(device, gpu, step, "");
      case AUTO -> {
        if (!gpu.capability().hasKernels()) {
          yield ofStep(device, gpu, step, "ND4J has no kernels for it, and ");
        }
        yield cuda.isEmpty()
            ? ofStep(device, gpu, step, "this jar is built without ND4J's CUDA, and ")
            : ofNd4j(device, gpu, cuda, sharing);
      }
    };
  }

  private static Proof ofStep(int device, GpuDevice gpu, CudaStep step, String whyNotNd4j) {
    return step.problem(device)
        .map(
            problem ->
                refused(
                    device,
                    "GPU [%d] is a [%s] of compute capability [%s]: %sElbo's CUDA step does not run on it [%s]"
                        .formatted(
                            device, gpu.name(), gpu.capability(), whyNotNd4j, problem.reason()),
                    problem.remedy()))
        .orElseGet(() -> new Proof(device, GpuSettings.Engine.CUDA, gpu + ", CUDA step", null));
  }

  private static Proof ofNd4j(int device, GpuDevice gpu, Optional<Cuda> cuda, Sharing sharing) {
    if (!gpu.capability().hasKernels()) {
      return refused(
          device,
          "GPU [%d] is a [%s] of compute capability [%s], and ND4J's CUDA kernels are for [%s] (and what runs their code) alone"
              .formatted(device, gpu.name(), gpu.capability(), ComputeCapability.supported()),
          gpu.capability().major() > 8
              ? "Set elbo.training.gpu.engine to [cuda], take an older GPU, of compute capability 8.9 or less, or train on CPUs (elbo.training.gpu.amount = 0)"
              : "Take a newer GPU, or train on CPUs (elbo.training.gpu.amount = 0)");
    }
    return cuda.map(backend -> started(device, gpu, backend, sharing))
        .orElseGet(
            () ->
                refused(
                    device,
                    "this jar is built for CPUs",
                    "Build one with [mvn -Pcuda package] and give executors its native libraries (submit/README.md, GPUs)"));
  }

  /** Who else in the JVM uses GPUs. */
  enum Sharing {
    /** Nobody: it has one. */
    ALONE,
    /** Tasks on other GPUs. */
    SHARED
  }

  private static Proof started(int device, GpuDevice found, Cuda cuda, Sharing sharing) {
    Optional<String> problem = cuda.problem();
    if (problem.isPresent()) {
      return refused(
          device,
          "the CUDA libraries do not load [%s]".formatted(problem.get()),
          "Put the jars with CUDA's native libraries on spark.executor.extraClassPath (submit/README.md, GPUs)");
    }
    Backend.CUDA.choose();
    if (sharing == Sharing.ALONE) {
      cuda.only(device);
    }
    cuda.use(device);
    Cuda.InUse inUse = cuda.inUse(device);
    if (!inUse.backend().equals(Backend.CUDA.className())) {
      return refused(
          device,
          "the backend in use is [%s], which was loaded before".formatted(inUse.backend()),
          "Start a new application");
    }
    ComputeCapability seen = new ComputeCapability(inUse.major(), inUse.minor());
    if (!seen.equals(found.capability())) {
      return refused(
          device,
          "GPU [%d] is of compute capability [%s] for nvidia-smi and [%s] for CUDA, which number them differently"
              .formatted(device, found.capability(), seen),
          "Set CUDA_DEVICE_ORDER=PCI_BUS_ID there (spark.executorEnv.CUDA_DEVICE_ORDER)");
    }
    return new Proof(device, GpuSettings.Engine.ND4J, found.toString(), null);
  }

  static Proof refused(int device, String reason, String remedy) {
    return new Proof(device, GpuSettings.Engine.AUTO, reason, remedy);
  }

  boolean isRefused() {
    return remedy != null;
  }

  int device() {
    return device;
  }

  /** Who computes there: ND4J or CUDA; AUTO where nobody does. */
  GpuSettings.Engine engine() {
    return engine;
  }

  /** The device for people, or the reason that it is refused. */
  String text() {
    return text;
  }

  /**
   * Does nothing if the GPU can be used.
   *
   * @param where the JVM is, for people
   * @throws GpuRefusal if it cannot
   */
  void require(String where) {
    if (remedy != null) {
      throw new GpuRefusal("on %s %s".formatted(where, text), remedy);
    }
  }
}
