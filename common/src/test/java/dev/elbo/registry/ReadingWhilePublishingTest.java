package dev.elbo.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.ElboException;
import dev.elbo.store.Places;
import dev.elbo.store.Places.Kind;
import dev.elbo.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingWhilePublishingTest {
  private static final int READERS = 2;
  private static final int SEEDS = 7;
  private static final int RACES = 8;
  private static final Reason REASON = new Reason("next", "anna", "node7", Optional.empty());

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

  /**
   * Versions are added, promoted, now and then rolled back, and pruned down to the fewest, all the
   * time. Readers go on until both counts are reached.
   */
  @ParameterizedTest
  @CsvSource({"LOCAL, 100, 1000", "HDFS, 12, 120", "BUCKET, 100, 1000"})
  void everyLoadIsAWholeModel(Kind kind, int promotions, int loads) throws Exception {
    readWhilePublishing(kind, promotions, loads);
  }

  @Tag("soak")
  @Test
  void onHdfsManyTimesToo() throws Exception {
    readWhilePublishing(Kind.HDFS, 100, 1000);
  }

  private static void readWhilePublishing(Kind kind, int promotions, int wanted) throws Exception {
    ModelRegistry registry = ModelRegistry.at(places.conf(), places.fresh(kind));
    Runs runs = new Runs(places.conf(), dir.resolve("output-" + kind));
    List<RunDirectory> trained = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      trained.add(runs.of(seed));
    }
    publish(registry, trained.get(0));
    AtomicBoolean published = new AtomicBoolean();
    AtomicInteger loads = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(pool.submit(() -> read(registry, published, loads, wanted)));
      }
      for (int i = 1; i < promotions; i++) {
        publish(registry, trained.get(i % SEEDS));
        registry.prune(1);
        if (i % 10 == 0) {
          registry.rollback(REASON);
        }
      }
      published.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(registry.history()).hasSizeGreaterThanOrEqualTo(promotions);
    assertThat(registry.versions()).hasSizeLessThanOrEqualTo(3);
  }

  /**
   * Each looks after it acted, so one of them sees the other; whoever wins, the champion is whole.
   */
  @Test
  void ofOneWhoPromotesAndOneWhoPrunesTheSameVersionNobodyTakesTheChampionAway() throws Exception {
    Runs runs = new Runs(places.conf(), dir.resolve("output-race"));
    for (int i = 0; i < RACES; i++) {
      ModelRegistry registry = ModelRegistry.at(places.conf(), places.fresh(Kind.LOCAL));
      for (int seed = 1; seed <= 4; seed++) {
        RunDirectory run = runs.of(seed);
        registry.add(run, Runs.origin(run));
      }
      registry.promote("3", REASON);
      registry.promote("4", REASON);
      Thread pruning = new Thread(() -> registry.prune(1));
      pruning.start();
      boolean isPromoted = isPromoted(registry);
      pruning.join();
      assertThat(registry.champion().orElseThrow().version())
          .isEqualTo(isPromoted ? "v00000001" : "v00000004");
      assertThat(Runs.seed(registry.readChampion())).contains(isPromoted ? 1L : 4L);
    }
  }

  private static boolean isPromoted(ModelRegistry registry) {
    try {
      registry.promote("1", REASON);
      return true;
    } catch (ElboException e) {
      return false; // It was gone, or went in the same moment.
    }
  }

  private static void publish(ModelRegistry registry, RunDirectory run) {
    registry.promote(registry.add(run, Runs.origin(run)).version(), REASON);
  }

  private static void read(
      ModelRegistry registry, AtomicBoolean published, AtomicInteger loads, int wanted) {
    while (!published.get() || loads.get() < wanted) {
      assertThat(Runs.seed(registry.readChampion())).isPresent();
      loads.incrementAndGet();
    }
  }
}
