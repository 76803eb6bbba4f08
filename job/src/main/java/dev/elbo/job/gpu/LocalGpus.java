package dev.elbo.job.gpu;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.TaskContext;

/** Hands out the GPUs of this machine in local mode, where Spark does not: one task each. */
final class LocalGpus {
  private static final Set<Integer> KNOWN = new HashSet<>();
  private static final BlockingQueue<Integer> FREE = new LinkedBlockingQueue<>();
  private static final Map<Long, Integer> HELD = new ConcurrentHashMap<>();

  private LocalGpus() {}

  /** From now on tasks may have these. */
  static void offer(Collection<Integer> devices) {
    synchronized (KNOWN) {
      devices.stream().filter(KNOWN::add).forEach(FREE::add);
    }
  }

  /** The one that the task holds until it ends; waits for one. */
  static int take(TaskContext task) {
    Integer held = HELD.get(task.taskAttemptId());
    if (held != null) {
      return held;
    }
    try {
      int device = FREE.take();
      HELD.put(task.taskAttemptId(), device);
      task.addTaskCompletionListener(LocalGpus::giveBack);
      return device;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The task was ended while it waited for a GPU.", e);
    }
  }

  private static void giveBack(TaskContext task) {
    FREE.add(HELD.remove(task.taskAttemptId()));
  }
}
