package dev.elbo.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.NumberedFiles;
import dev.elbo.store.Places;
import dev.elbo.store.Places.Kind;
import dev.elbo.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One holder at a time, whatever becomes of holders; processes are real ones. */
class LeaseTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  /** Longer than a busy machine keeps a living process from running, and than a second. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  @TempDir static Path dir;
  private static Places places;

  @BeforeAll
  static void start() throws IOException {
    places = new Places(dir);
  }

  @AfterAll
  static void stop() {
    places.close();
  }

  private static ModelRegistry fresh(Kind kind) {
    return ModelRegistry.at(places.conf(), places.fresh(kind));
  }

  @Test
  void whoComesSecondIsToldWhoHoldsItAndComesInAfterTheRelease() {
    ModelRegistry registry = fresh(Kind.LOCAL);
    assertThat(registry.leases(LONG).holder()).isEmpty();
    try (Lease first = registry.leases(LONG).take("night-1")) {
      first.require();
      assertThat(first.generation()).isEqualTo(1);
      assertThat(registry.leases(LONG).holder()).contains(first.holder());
      assertThat(registry.leases(LONG).heard()).isPresent();
      assertThatThrownBy(() -> registry.leases(SHORT).take("night-2"))
          .isInstanceOf(ElboException.class)
          .hasMessage(
              "Cannot take the lease [%s/lease]: [night-1, process %d on %s since %s] holds it. Wait until it is done; if it is dead, its lease ends 600.0 s after its last sign of life."
                  .formatted(
                      registry.path(),
                      ProcessHandle.current().pid(),
                      Machine.host(),
                      first.holder().taken()))
          .extracting(e -> ((ElboException) e).kind().exitCode())
          .isEqualTo(75);
    }
    assertThat(registry.leases(LONG).holder()).isEmpty();
    assertThat(registry.leases(LONG).heard()).isEmpty();
    try (Lease second = registry.leases(LONG).take("night-2")) {
      assertThat(second.generation()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void generationsCountUpAndOldOnesAreForgotten(Kind kind) throws IOException {
    ModelRegistry registry = fresh(kind);
    Duration length = kind == Kind.BUCKET ? Duration.ofMillis(30) : LONG;
    for (int generation = 1; generation <= 12; generation++) {
      try (Lease lease = registry.leases(length).take("night")) {
        assertThat(lease.generation()).isEqualTo(generation);
      }
    }
    FileSystem fs = registry.path().getFileSystem(places.conf());
    assertThat(fs.listStatus(new org.apache.hadoop.fs.Path(registry.path(), "lease")))
        .hasSizeLessThan(30);
  }

  @ParameterizedTest
  @CsvSource({"LOCAL, 50", "HDFS, 10", "BUCKET, 5"})
  void ofTwoProcessesThatStartAtOnceOneGetsIt(Kind kind, int times) throws Exception {
    contend(kind, times);
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource({"HDFS, 50", "BUCKET, 50"})
  void manyTimesToo(Kind kind, int times) throws Exception {
    contend(kind, times);
  }

  private static void contend(Kind kind, int times) throws Exception {
    org.apache.hadoop.fs.Path path = places.fresh(kind);
    try (Contender a = new Contender(path, SHORT);
        Contender b = new Contender(path, SHORT)) {
      for (int i = 0; i < times; i++) {
        a.tell("take");
        b.tell("take");
        List<String> answers = List.of(a.answer(), b.answer());
        assertThat(answers).filteredOn("held"::equals).as(answers.toString()).hasSize(1);
        boolean isA = answers.get(0).equals("held");
        Contender winner = isA ? a : b;
        assertThat(answers.get(isA ? 1 : 0))
            .startsWith("BUSY Cannot take the lease [")
            .contains("[run of " + winner.pid() + ", process " + winner.pid() + " on ");
        assertThat(winner.ask("release")).isEqualTo("released");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "HDFS"})
  void ofEightThreadsOneGetsIt(Kind kind) throws Exception {
    ModelRegistry registry = fresh(kind);
    for (int i = 0; i < 5; i++) {
      List<Lease> held = new ArrayList<>();
      List<Thread> threads =
          Stream.generate(() -> new Thread(() -> tryToTake(registry, held))).limit(8).toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(held).hasSize(1);
      held.get(0).close();
    }
  }

  private static void tryToTake(ModelRegistry registry, List<Lease> held) {
    try {
      Lease lease = registry.leases(LONG).take("thread");
      synchronized (held) {
        held.add(lease);
      }
    } catch (ElboException e) {
      assertThat(e.kind()).isEqualTo(ElboException.Kind.BUSY);
    }
  }

  /** A pause as of a garbage collection or a swapped virtual machine; then a death. */
  @ParameterizedTest
  @EnumSource
  void aPausedHolderIsReplacedAndCannotPublishAndADeadOneIsReplacedToo(Kind kind) throws Exception {
    ModelRegistry registry = fresh(kind);
    Runs runs = new Runs(places.conf(), dir.resolve("output"));
    for (int seed = 1; seed <= 2; seed++) {
      RunDirectory run = runs.of(seed);
      registry.add(run, Runs.origin(run));
    }
    try (Contender paused = new Contender(registry.path(), SHORT);
        Contender next = new Contender(registry.path(), SHORT)) {
      assertThat(paused.ask("take")).isEqualTo("held");
      paused.signal("STOP");
      takeOver(next);
      paused.signal("CONT");
      assertThat(paused.ask("v1"))
          .startsWith("BUSY Cannot go on as [run of " + paused.pid() + "]: the lease [")
          .contains("belongs to [run of " + next.pid() + ", process " + next.pid())
          .endsWith("Start the command again.");
      assertThat(registry.champion()).isEmpty();
      assertThat(next.ask("v2")).isEqualTo("v00000002");
      assertThat(paused.ask("release")).isEqualTo("released");
      assertThat(paused.ask("take")).startsWith("BUSY");

      next.kill();
      takeOver(paused);
      assertThat(paused.ask("v1")).isEqualTo("v00000001");
    }
  }

  /** By SIGTERM, as Ctrl-C does; HDFS is closed by a hook of its own. */
  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "HDFS"})
  void aHolderThatIsToldToEndLeavesItToTheNextOneAtOnce(Kind kind) throws Exception {
    ModelRegistry registry = fresh(kind);
    try (Contender holder = new Contender(registry.path(), LONG)) {
      assertThat(holder.ask("take")).isEqualTo("held");
      assertThat(holder.end()).as("the exit code of SIGTERM").isEqualTo(143);
      assertThat(registry.leases(LONG).holder()).isEmpty();
      try (Lease lease = registry.leases(LONG).take("next")) {
        assertThat(lease.generation()).isEqualTo(2);
      }
    }
  }

  @Test
  void afterItIsGivenBackNothingIsPublished() {
    ModelRegistry registry = fresh(Kind.LOCAL);
    Lease lease = registry.leases(LONG).take("stopped");
    lease.close();
    assertThatThrownBy(lease::require)
        .isInstanceOfSatisfying(
            ElboException.class,
            e -> assertThat(e.kind()).isEqualTo(ElboException.Kind.ENVIRONMENT))
        .hasMessage(
            "Cannot go on as [stopped]: the process was told to end, and gave its lease back. Start the command again.");
    try (Lease next = registry.leases(LONG).take("next")) {
      lease.close();
      next.require();
    }
  }

  private static void takeOver(Contender next) {
    String answer = next.ask("take");
    while (answer.startsWith("BUSY")) {
      answer = next.ask("take");
    }
    assertThat(answer).isEqualTo("held");
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "BUCKET"})
  void aLivingHolderKeepsItForManyLeases(Kind kind) throws Exception {
    ModelRegistry registry = fresh(kind);
    try (Lease lease = registry.leases(SHORT).take("long night")) {
      long end = System.nanoTime() + SHORT.multipliedBy(2).toNanos();
      while (System.nanoTime() < end) {
        assertThatThrownBy(() -> registry.leases(SHORT).take("another"))
            .hasMessageContaining("long night");
        Thread.sleep(100);
      }
      assertThat(lease.isLost()).isFalse();
      lease.require();
    }
  }

  /** The holder learns it by its own heartbeat, before it asks. */
  /** An epoch may end, and a decision be written, while the lease is renewed. */
  @ParameterizedTest
  @EnumSource
  void itMayBeAskedForByManyThreadsAtOnce(Kind kind) throws Exception {
    try (Lease lease = fresh(kind).leases(SHORT).take("night")) {
      List<Callable<Void>> askers =
          Collections.nCopies(
              4,
              () -> {
                for (int i = 0; i < 50; i++) {
                  lease.require();
                }
                return null;
              });
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        for (Future<Void> asker : threads.invokeAll(askers)) {
          asker.get();
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(lease.isLost()).isFalse();
    }
  }

  @Test
  void aHolderNoticesThatItWasReplaced() throws Exception {
    ModelRegistry registry = fresh(Kind.LOCAL);
    Duration length = Duration.ofMillis(300);
    try (Lease lease = registry.leases(length).take("slow")) {
      Holder quick = Holder.here("quick", LONG);
      new NumberedFiles(places.conf(), new org.apache.hadoop.fs.Path(registry.path(), "lease"))
          .create(2, quick.bytes());
      while (!lease.isLost()) {
        Thread.sleep(10);
      }
      assertThatThrownBy(lease::require)
          .hasMessageStartingWith(
              "Cannot go on as [slow]: the lease [%s/lease] was without a sign of life for more than 0.3 s and belongs to [quick, process "
                  .formatted(registry.path()));
    }
    assertThat(registry.leases(LONG).holder().orElseThrow().owner()).isEqualTo("quick");
  }

  @Test
  void aHalfWrittenFileOfAHolderBlocksNobodyForLongerThanALease() throws Exception {
    ModelRegistry registry = fresh(Kind.LOCAL);
    try (Lease lease = registry.leases(LONG).take("first")) {
      lease.require();
    }
    Files.writeString(
        Path.of(registry.path().toUri().getPath(), "lease", "00000002.json"), "{\"format");
    assertThatThrownBy(() -> registry.leases(LONG).take("second"))
        .hasMessageContaining("somebody holds it");
    Duration length = Duration.ofMillis(50);
    while (true) {
      try (Lease lease = registry.leases(length).take("second")) {
        assertThat(lease.generation()).isEqualTo(3);
        return;
      } catch (ElboException e) {
        assertThat(e.kind()).isEqualTo(ElboException.Kind.BUSY);
      }
    }
  }
}
