package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.fault.Sabotage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executors that die, tasks that fail, shards that stall: none of it changes a byte. */
class LostExecutorsIT {
  private static final String DIGITS = "conf/digits.conf";
  private static final String LOCAL_CLUSTER = "--master local-cluster[2,1,1024]";

  /** A run that nothing disturbs, by its settings. */
  private static final Map<List<String>, Clone.Left> UNDISTURBED = new ConcurrentHashMap<>();

  @TempDir private static Path folder;

  /** How shards are averaged: whatever is carried from round to round must survive too. */
  static Stream<String> averaging() {
    return Stream.of("elbo.training.averaging.moments=average");
  }

  @ParameterizedTest
  @MethodSource("averaging")
  void oneExecutorIsKilledInEpochTwoAndTheOtherInEpochThree(String averaging) throws Exception {
    List<String> settings = settings(averaging, 4);
    try (Disturbed run = start("killed", Sabotage.NONE, settings, LOCAL_CLUSTER)) {
      run.awaitEpoch(1);
      Thread.sleep(300);
      run.kill("0");
      run.awaitEpoch(2);
      Thread.sleep(300);
      run.kill("1");
      assertThat(run.left()).isEqualTo(undisturbed(settings));
      assertThat(run.events())
          .anyMatch(event -> event.startsWith("failed ") && event.contains("on 0: ExecutorLost"))
          .anyMatch(event -> event.startsWith("failed ") && event.contains("on 1: ExecutorLost"))
          .contains("removed 0 Command exited with code 137")
          .contains("removed 1 Command exited with code 137")
          .anyMatch(event -> event.startsWith("added 2 "))
          .anyMatch(event -> event.startsWith("added 3 "));
    }
  }

  @ParameterizedTest
  @MethodSource("averaging")
  void aTaskThrowsOnItsFirstAttemptInEveryStage(String averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Disturbed run = start("thrown", Sabotage.THROW, settings, LOCAL_CLUSTER)) {
      run.awaitEpoch(1);
      run.arm();
      assertThat(run.left()).isEqualTo(undisturbed(settings));
      assertThat(run.events())
          .filteredOn(event -> event.startsWith("failed 1 on "))
          .as("first attempts of two epochs")
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("averaging")
  void executorsForgetWhatTheyCachedBeforeEveryTask(String averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Disturbed run = start("dropped", Sabotage.DROP, settings, LOCAL_CLUSTER)) {
      run.awaitEpoch(1);
      run.arm();
      assertThat(run.left()).isEqualTo(undisturbed(settings));
      assertThat(run.events()).filteredOn(event -> event.startsWith("forgot ")).isNotEmpty();
    }
  }

  /** Spark never starts a second attempt on the host of the first, so this takes two hosts. */
  @ParameterizedTest
  @MethodSource("averaging")
  void aShardThatStallsIsTrainedElsewhereBySpeculation(String averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Standalone cluster = Standalone.start(folder.resolve("speculation"), 2);
        Disturbed run =
            start(
                "stalled",
                Sabotage.STALL,
                settings,
                "--master " + cluster.master(),
                "--conf spark.speculation=true",
                "--conf spark.speculation.quantile=0.5",
                "--conf spark.speculation.minTaskRuntime=1s")) {
      run.awaitEpoch(1);
      run.arm();
      assertThat(run.left()).isEqualTo(undisturbed(settings));
      assertThat(run.events())
          .filteredOn("speculative won 1"::equals)
          .as("the stalled shard of two epochs")
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  /** The one that has nothing to do is given back with all it cached, and another comes. */
  @ParameterizedTest
  @MethodSource("averaging")
  void executorsComeAndGoByDynamicAllocation(String averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Disturbed run =
        start(
            "dynamic",
            Sabotage.DAWDLE,
            settings,
            LOCAL_CLUSTER,
            "--conf spark.dynamicAllocation.enabled=true",
            "--conf spark.dynamicAllocation.shuffleTracking.timeout=1s",
            "--conf spark.dynamicAllocation.executorIdleTimeout=1s",
            "--conf spark.dynamicAllocation.cachedExecutorIdleTimeout=1s")) {
      run.awaitEpoch(1);
      run.arm();
      assertThat(run.left()).isEqualTo(undisturbed(settings));
      assertThat(run.events())
          .anyMatch(event -> event.startsWith("removed "))
          .anyMatch(event -> event.startsWith("added 2 "));
    }
  }

  private static Disturbed start(String out, Sabotage kind, List<String> settings, String... more)
      throws Exception {
    List<String> words = new ArrayList<>(settings);
    words.addAll(Clone.words("--executor-memory 1g", "--driver-memory 1g"));
    words.addAll(Clone.words(more));
    return Disturbed.start(new Clone(folder), out, kind, DIGITS, words);
  }

  /** Epochs of some seconds, so that something can happen in the middle of one. */
  private static List<String> settings(String averaging, int shards) {
    return Clone.words(
        "--set " + averaging,
        "--set elbo.training.shards=" + shards,
        "--set elbo.training.epochs=3",
        "--set elbo.training.batch-size=16",
        "--set elbo.model.encoder=[512,512]",
        "--set elbo.model.decoder=[512,512]");
  }

  private static Clone.Left undisturbed(List<String> settings) throws Exception {
    Clone.Left left = UNDISTURBED.get(settings);
    if (left == null) {
      List<String> words = new ArrayList<>(settings);
      words.addAll(Clone.words("--master local[2]"));
      String out = "undisturbed" + UNDISTURBED.size();
      left = new Clone(folder).train(out, DIGITS, Map.of(), words.toArray(String[]::new));
      assertThat(left.metrics()).hasSize(3).allMatch(l -> l.contains("\"examples\":3823,"));
      UNDISTURBED.put(settings, left);
    }
    return left;
  }
}
