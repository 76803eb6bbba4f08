package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.live.ProcessMemory;
import dev.elbo.store.ShardStates.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the processes of a training took, told beside the plan. */
class PeakMemoryTest {
  private static final long MIB = 1L << 20;

  private static MemoryShare share(MemoryShare.Role who) {
    return new MemoryShare(who, 1, 600 * MIB, 0, "", 400 * MIB, 0, "");
  }

  private static PeakMemory afterARound(MemoryShare.Role... planned) {
    PeakMemory peak = new PeakMemory(List.of(planned).stream().map(PeakMemoryTest::share).toList());
    peak.onRound(new TrainingListener.RoundEnd(new Point(1, 0), 1, 1, ProcessMemory.now()));
    return peak;
  }

  /** This JVM has more than 20 MiB of classes and less memory than the machine. */
  @Test
  void aRunRecordsWhatItTookBesideThePlan() {
    var taken = afterARound(MemoryShare.Role.EXECUTOR, MemoryShare.Role.DRIVER).taken();
    assertThat(taken).containsOnlyKeys("driver", "executor");
    assertThat(taken.values())
        .allSatisfy(
            memory -> {
              assertThat(memory.plannedMib()).isEqualTo(1000);
              assertThat(memory.peakMib()).isBetween(20L, 1L << 20);
            });
  }

  /** The allocation touches its pages, so that they are resident. */
  @Test
  void thePeakStaysWhenTheMemoryIsFreeAgain() {
    long before = ProcessMemory.now().peak();
    byte[] pages = new byte[300 << 20];
    for (int i = 0; i < pages.length; i += 1024) {
      pages[i] = 1;
    }
    long after = ProcessMemory.now().peak();
    assertThat(after).isGreaterThanOrEqualTo(Math.max(before, 300 * MIB + pages[1024] - 1L));
  }

  @Test
  void withoutARoundNothingIsSaidOfExecutors() {
    PeakMemory peak = new PeakMemory(List.of(share(MemoryShare.Role.EXECUTOR)));
    assertThat(peak.taken()).isEmpty();
  }

  @Test
  void peopleReadASentence() {
    assertThat(afterARound(MemoryShare.Role.DRIVER).sentence())
        .matches("Memory at most: the driver [0-9,]+ MiB \\(planned 1,000\\)\\.");
  }
}
