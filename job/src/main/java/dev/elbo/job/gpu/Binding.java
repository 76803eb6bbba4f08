package dev.elbo.job.gpu;

import dev.elbo.job.gpu.Proof.Sharing;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Makes the thread of a training task compute on the GPU that the task was given. */
final class Binding implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of this JVM, by device: what was proved once stays so. */
  private static final Map<Integer, Proof> PROOFS = new ConcurrentHashMap<>();

  private final GpuPlan.Way way;
  private final Sharing sharing;

  private Binding(GpuPlan.Way way, Sharing sharing) {
    this.way = way;
    this.sharing = sharing;
  }

  static Binding of(GpuPlan plan) {
    return new Binding(plan.way(), plan.perExecutor() == 1 ? Sharing.ALONE : Sharing.SHARED);
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
    Cuda.ofThisJar().orElseThrow().use(proof.device());
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
      return PROOFS.computeIfAbsent(
          device, d -> Proof.of(d, NvidiaSmi.here().ask(), Cuda.ofThisJar(), sharing));
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
