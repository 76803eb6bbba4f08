package dev.elbo.submit.gpu;

import dev.elbo.job.gpu.Cuda;
import dev.elbo.vae.Backend;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Says that CUDA computes, where the CPU does: so tests see how tasks come to their GPUs without
 * any. It writes a line when a task begins to use a GPU, with the address that Spark gave it, and
 * one when the task ends.
 */
public final class PretendedCuda implements Cuda {
  private static final Set<Long> TASKS = ConcurrentHashMap.newKeySet();

  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  @Override
  public void only(int device) {
    Lines.write("only", Integer.toString(device));
  }

  @Override
  public void use(int device) {
    Backend.CPU.choose(); // It is the one that is here.
    TaskContext task = TaskContext.get();
    if (TASKS.add(task.taskAttemptId())) {
      Map<String, ResourceInformation> given = task.resourcesJMap();
      String address = given.get("gpu").addresses()[0];
      Lines.write("uses", "begin %d of %s".formatted(device, address));
      TaskCompletionListener writer =
          ended -> Lines.write("uses", "end %d of %s".formatted(device, address));
      task.addTaskCompletionListener(writer);
    }
  }

  @Override
  public InUse inUse(int device) {
    return new InUse("org.nd4j.linalg.jcublas.JCublasBackend", 8, 6);
  }
}
