package dev.elbo.job.gpu;

import dev.elbo.job.gpu.Proof.Sharing;
import dev.elbo.settings.GpuSettings;
import dev.elbo.vae.cuda.MatrixPrecision;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Makes the thread of a training task compute on the GPU that the task was given. */
final class Binding implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of this JVM, by device and wish: what was proved once stays so. */
  private static final Map<List<Object>, Proof> PROOFS = new HashMap<>();

  private static final ThreadLocal<Proof> BOUND = new ThreadLocal<>();

  private final GpuPlan.Way way;
  private final Sharing sharing;
  private final GpuSettings.Engine wish;
  private final MatrixPrecision precision;

  private Binding(GpuPlan.Way way, Sharing sharing, GpuSettings settings) {
    this.way = way;
    this.sharing = sharing;
    this.wish = settings.engine();
    this.precision = settings.precision();
  }

  static Binding of(GpuPlan plan, GpuSettings settings) {
    Sharing sharing = plan.perExecutor() == 1 ? Sharing.ALONE : Sharing.SHARED;
    return new Binding(plan.way(), sharing, settings);
  }

  /** What was proved of the GPU that the calling thread is bound to. */
  static Proof ofThisThread() {
    return BOUND.get();
  }

  /**
   * Binds the calling thread, before it touches ND4J. An executor that came late proves first that
   * its GPU can be used.
   */
  void bind() {
    Proof proof = way == GpuPlan.Way.LOCAL ? prove(LocalGpus.take(TaskContext.get())) : proveOwn();
    try {
      proof.require(here());
    } catch (GpuRefusal e) {
      throw e.error();
    }
    if (proof.engine() == GpuSettings.Engine.ND4J) {
      Cuda.ofThisJar().orElseThrow().use(proof.device());
    }
    BOUND.set(proof);
  }

  /** Proves that the GPU that Spark gave to the calling task can be used, or why not. */
  Proof proveOwn() {
    Optional<ResourceInformation> given =
        Optional.ofNullable(TaskContext.get().resourcesJMap().get("gpu"));
    String address = given.map(gpu -> gpu.addresses()[0]).orElse("none");
    return address.matches("\\d{1,4}")
        ? prove(Integer.parseInt(address))
        : Proof.refused(
            0,
            "Spark gave a task the GPU [%s], which is no number of CUDA's".formatted(address),
            "Take conf/gpu/discover-gpus.sh for the discovery script");
  }

  /** Proves that a device of this JVM can be used, or why not. */
  Proof prove(int device) {
    synchronized (PROOFS) { // ND4J starts once.
      List<Object> key = List.of(device, wish, precision);
      Proof known = PROOFS.get(key);
      if (known != null) {
        return known;
      }
      Proof proof =
          Proof.of(
              device,
              NvidiaSmi.here().ask(),
              wish,
              Cuda.ofThisJar(),
              CudaStep.of(precision),
              sharing);
      if (!proof.isRefused()) { // Another program may leave the GPU.
        PROOFS.put(key, proof);
      }
      return proof;
    }
  }

  /** This JVM, for people. */
  static String here() {
    SparkEnv env = SparkEnv.get();
    return env.executorId().equals("driver")
        ? "this machine"
        : "executor [%s] at host [%s]"
            .formatted(env.executorId(), env.blockManager().blockManagerId().host());
  }
}
