package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.fault.Sabotage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Trainings on digits that something happens to, each compared with one that nothing happens to:
 * the same model to the byte, the same metrics.
 */
final class Survival {
  private static final String DIGITS = "conf/digits.conf";
  private static final String LOCAL_CLUSTER = "--master local-cluster[2,1,1024]";

  /** How shards are averaged: what is carried from round to round must survive too. */
  enum Averaging {
    /** Once an epoch, the moments too. */
    AVERAGED("every=epoch moments=average"),
    /** Several rounds an epoch; each shard keeps its moments, in files. */
    LOCAL("every=50 moments=local");

    private final String settings;

    Averaging(String settings) {
      this.settings = settings;
    }
  }

  /** What is left where nothing happens, by settings: it is the same for all tests. */
  private static final Map<List<String>, Clone.Left> UNDISTURBED = new ConcurrentHashMap<>();

  private final Path folder;

  Survival(Path folder) {
    this.folder = folder;
  }

  /** One executor dies in the middle of epoch 2, the other in the middle of epoch 3. */
  void killed(Averaging averaging, int shards) throws Exception {
    List<String> settings = settings(averaging, shards);
    try (Disturbed run = start(Sabotage.NONE, settings, LOCAL_CLUSTER)) {
      run.awaitEpoch(1);
      Thread.sleep(300);
      run.kill("0");
      run.awaitEpoch(2);
      Thread.sleep(300);
      run.kill("1");
      assertUnchanged(run, settings);
      assertThat(run.events())
          .contains("removed 0 Command exited with code 137")
          .contains("removed 1 Command exited with code 137")
          .anyMatch(event -> event.startsWith("added 2 "))
          .anyMatch(event -> event.startsWith("added 3 "));
    }
  }

  /** The first attempt of a shard throws, in every round. */
  void thrown(Averaging averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Disturbed run = start(Sabotage.THROW, settings, LOCAL_CLUSTER)) {
      run.awaitEpoch(1);
      run.arm();
      assertUnchanged(run, settings);
      assertThat(run.events())
          .filteredOn(event -> event.startsWith("failed 1 on "))
          .as("first attempts in two epochs")
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  /** Executors forget what they cached, before every task. */
  void dropped(Averaging averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Disturbed run = start(Sabotage.DROP, settings, LOCAL_CLUSTER)) {
      run.awaitEpoch(1);
      run.arm();
      assertUnchanged(run, settings);
      assertThat(run.events())
          .filteredOn(event -> event.startsWith("forgot rdd_"))
          .as("two shards in two epochs")
          .hasSizeGreaterThanOrEqualTo(4);
    }
  }

  /**
   * A shard stalls in every round and is trained elsewhere by speculation. Spark never starts a
   * second attempt on the host of the first, so this takes two hosts.
   */
  void stalled(Averaging averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Standalone cluster = Standalone.start(folder.resolve("standalone"), 2);
        Disturbed run =
            start(
                Sabotage.STALL,
                settings,
                "--master " + cluster.master(),
                "--conf spark.speculation=true",
                "--conf spark.speculation.quantile=0.5",
                "--conf spark.speculation.minTaskRuntime=1s")) {
      run.awaitEpoch(1);
      run.arm();
      assertUnchanged(run, settings);
      assertThat(run.events())
          .filteredOn("speculative won 1"::equals)
          .as("the shard in two epochs")
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  /** An executor without work is given back with all it cached, and another comes. */
  void dynamic(Averaging averaging) throws Exception {
    List<String> settings = settings(averaging, 2);
    try (Disturbed run =
        start(
            Sabotage.DAWDLE,
            settings,
            LOCAL_CLUSTER,
            "--conf spark.dynamicAllocation.enabled=true",
            "--conf spark.dynamicAllocation.initialExecutors=2",
            "--conf spark.dynamicAllocation.shuffleTracking.timeout=1s",
            "--conf spark.dynamicAllocation.executorIdleTimeout=1s",
            "--conf spark.dynamicAllocation.cachedExecutorIdleTimeout=1s")) {
      run.awaitEpoch(1);
      run.arm();
      assertUnchanged(run, settings);
      // Whether another one comes before the end is a matter of speed.
      assertThat(run.events()).anyMatch(event -> event.startsWith("removed "));
    }
  }

  private Disturbed start(Sabotage kind, List<String> settings, String... more) throws Exception {
    List<String> words = new ArrayList<>(settings);
    words.addAll(Clone.words("--executor-memory 1g", "--driver-memory 1g"));
    words.addAll(Clone.words(more));
    return Disturbed.start(new Clone(folder), "disturbed", kind, DIGITS, words);
  }

  /** Epochs of a second or two, so that something can happen in the middle of one. */
  private static List<String> settings(Averaging averaging, int shards) {
    List<String> words =
        Clone.words(
            "--set elbo.training.shards=" + shards,
            "--set elbo.training.epochs=3",
            "--set elbo.training.batch-size=16",
            "--set elbo.training.averaging.scale=none",
            "--set elbo.model.encoder=[512,512]",
            "--set elbo.model.decoder=[512,512]");
    for (String set : averaging.settings.split(" ", -1)) {
      words.addAll(Clone.words("--set elbo.training.averaging." + set));
    }
    return words;
  }

  private void assertUnchanged(Disturbed run, List<String> settings) throws Exception {
    Clone.Left left = run.left();
    assertThat(left.metrics()).hasSize(3).allMatch(line -> line.contains("\"examples\":3823,"));
    assertThat(left).isEqualTo(undisturbed(settings));
  }

  private Clone.Left undisturbed(List<String> settings) throws Exception {
    Clone.Left left = UNDISTURBED.get(settings);
    if (left == null) {
      List<String> words = new ArrayList<>(settings);
      words.addAll(Clone.words("--master local[2]"));
      Clone clone = new Clone(folder);
      left = clone.train("undisturbed", DIGITS, Map.of(), words.toArray(String[]::new));
      UNDISTURBED.put(settings, left);
    }
    return left;
  }
}
