package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import org.junit.jupiter.api.Test;

/** What a JVM needs for given arrays, and what is said when it has less. */
class MemoryShareTest {
  private static final long MIB = 1L << 20;

  /** 10 MiB of state; tasks of 100 MiB of heap and 50 native, four at once; the driver 200. */
  private static MemoryPlan plan(long cache) {
    return new MemoryPlan(cache, 10 * MIB, 100 * MIB, 50 * MIB, 4, 200 * MIB);
  }

  private static ClusterMemory cluster(long executorHeap, long overhead) {
    return new ClusterMemory(2, 2, 4096 * MIB, executorHeap * MIB, overhead * MIB, 0.6);
  }

  @Test
  void anExecutorHoldsTheArraysOfItsTasksAndItsPartOfTheCache() {
    MemoryShare executor = plan(100 * MIB).shares(cluster(1024, 512)).get(0);
    // (300 + 2 * 100 + 2 * 10 + 100 / 2) / 0.9
    assertThat(executor.heap()).isEqualTo((long) (570 * MIB / 0.9));
    assertThat(executor.outside()).isEqualTo((384 + 2 * 50) * MIB);
    assertThat(executor.fits()).isTrue();
  }

  @Test
  void aHeapBelowTheLeastOfSparksIsNeverPlanned() {
    MemoryPlan small = new MemoryPlan(0, MIB, MIB, MIB, 1, MIB);
    assertThat(small.shares(cluster(1024, 512)))
        .extracting(MemoryShare::heap)
        .containsExactly(512 * MIB, 512 * MIB);
  }

  /** What is told to be enough is. */
  @Test
  void atSixTenthsOfThePlanItRefusesAndAtThePlanItDoesNot() {
    for (long percent : new long[] {60, 99, 100}) {
      MemoryShare planned = plan(100 * MIB).shares(cluster(1024, 512)).get(0);
      long heap = (planned.heap() / MIB + 1) * percent / 100;
      long overhead = planned.outside() / MIB * percent / 100;
      assertThat(plan(100 * MIB).shares(cluster(heap, 4096)).get(0).fits())
          .as("%d %% of the heap", percent)
          .isEqualTo(percent == 100);
      assertThat(plan(100 * MIB).shares(cluster(4096, overhead)).get(0).fits())
          .as("%d %% of the overhead", percent)
          .isEqualTo(percent == 100);
    }
  }

  /** A Spark that caches less leaves more to the arrays. */
  @Test
  void theFractionOfTheCacheIsTheSessions() {
    ClusterMemory half = new ClusterMemory(2, 2, 4096 * MIB, 1024 * MIB, 512 * MIB, 0.5);
    assertThat(plan(1L << 50).shares(half).get(0).heap())
        .isEqualTo((long) ((300 + 220 / 0.5) * MIB / 0.9));
  }

  @Test
  void thePageNamesPropertiesThatSuffice() {
    String page = plan(0).page(plan(0).shares(cluster(1024, 384)));
    assertThat(page)
        .contains(
            "enough: --conf spark.executor.memory=578m --conf spark.executor.memoryOverhead=484m --conf spark.driver.memory=556m\n");
  }

  @Test
  void trainingWarnsWhereThePlanWouldRefuse() {
    assertThat(MemoryPlan.warning(plan(0).shares(cluster(1024, 512)))).isEmpty();
    assertThat(MemoryPlan.warning(plan(0).shares(cluster(1024, 384))))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .startsWith("Memory may run out: an executor of 2 training tasks needs ")
                    .endsWith(
                        " Set spark.executor.memoryOverhead=484m, or let fewer tasks run at once."));
  }

  /** Spark gives the cache 0.6 of the heap at most, and puts the rest on disk. */
  @Test
  void aCacheThatDoesNotFitNeedsNoMoreThanItsPart() {
    MemoryShare executor = plan(1L << 50).shares(cluster(1024, 512)).get(0);
    assertThat(executor.heap()).isEqualTo((long) ((300 + 220 / 0.4) * MIB / 0.9));
  }

  @Test
  void inLocalModeTheDriverIsAllOfThem() {
    MemoryShare driver =
        plan(0).shares(new ClusterMemory(0, 8, 4096 * MIB, 0, Long.MAX_VALUE, 0.6)).get(0);
    assertThat(driver.tasks()).isEqualTo(4);
    assertThat(driver.heap()).isEqualTo((long) ((300 + 4 * 100 + 2 * 10 + 200) * MIB / 0.9));
    assertThat(driver.needs())
        .isEqualTo(
            "the driver of 4 training tasks needs 1,023 MiB of heap and has 4,096, 584 MiB besides and has what there is");
  }

  @Test
  void aHeapThatIsTooSmallIsRefusedWithTheOneThatIsNot() {
    var shares = plan(0).shares(cluster(400, 512));
    assertThatThrownBy(() -> MemoryPlan.require(shares))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot fit the training into its memory: an executor of 2 training tasks needs 578 MiB of heap and has 400, 484 MiB besides and has 512. Set spark.executor.memory=578m, or let fewer tasks run at once.");
    assertThatCode(() -> MemoryPlan.require(plan(0).shares(cluster(578, 512))))
        .doesNotThrowAnyException();
  }

  @Test
  void anOverheadThatIsTooSmallIsRefusedWithTheOneThatIsNot() {
    var shares = plan(0).shares(cluster(1024, 384));
    assertThatThrownBy(() -> MemoryPlan.require(shares))
        .hasMessageEndingWith(
            "Set spark.executor.memoryOverhead=484m, or let fewer tasks run at once.");
  }

  @Test
  void aDriverThatIsTooSmallIsRefusedToo() {
    var shares =
        plan(0).shares(new ClusterMemory(2, 2, 256 * MIB, 1024 * MIB, Long.MAX_VALUE, 0.6));
    assertThatThrownBy(() -> MemoryPlan.require(shares))
        .hasMessageEndingWith("Set spark.driver.memory=556m, or let fewer tasks run at once.");
  }
}
