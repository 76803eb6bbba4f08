package dev.elbo.job.train;

import dev.elbo.job.live.ProcessMemory;
import dev.elbo.store.RunRecord;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the processes of a training take at most, beside what was planned for them. */
final class PeakMemory implements TrainingListener {
  private final List<MemoryShare> planned;
  private long executors;

  /**
   * Begins to look.
   *
   * @param planned what each kind of process may take
   */
  PeakMemory(List<MemoryShare> planned) {
    this.planned = List.copyOf(planned);
  }

  @Override
  public void onRound(RoundEnd end) {
    executors = Math.max(executors, end.memory().peak());
  }

  /** So far, for run.json: executors until their last round, the driver until now. */
  SortedMap<String, RunRecord.Memory> taken() {
    SortedMap<String, RunRecord.Memory> taken = new TreeMap<>();
    for (MemoryShare share : planned) {
      long peak = share.who() == MemoryShare.Role.DRIVER ? ProcessMemory.now().peak() : executors;
      if (peak > 0) { // A run that was complete already had no round.
        taken.put(share.who().key(), new RunRecord.Memory(share.total(), peak >> 20));
      }
    }
    return taken;
  }

  /** A sentence. */
  String sentence() {
    List<String> parts =
        planned.stream()
            .filter(share -> taken().containsKey(share.who().key()))
            .map(share -> part(share, taken().get(share.who().key())))
            .toList();
    return "Memory at most: " + String.join(", ", parts) + ".";
  }

  private static String part(MemoryShare share, RunRecord.Memory taken) {
    return "%s %,d MiB (planned %,d)"
        .formatted(share.who().words(), taken.peakMib(), taken.plannedMib());
  }
}
