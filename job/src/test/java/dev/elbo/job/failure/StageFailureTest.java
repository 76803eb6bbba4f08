package dev.elbo.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** The sentences that the failures of a cluster become. */
class StageFailureTest {
  private static final Path SPARK = Path.of("/opt/spark");

  private static final String TRACE =
      "\n\tat dev.elbo.job.train.LocalEpoch.run(LocalEpoch.java:48)\n\nDriver stacktrace:";

  private final ExecutorHistory history = new ExecutorHistory();

  private static Cluster cluster(String master) {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.executor.memory", "2g")
            .set("spark.executor.memoryOverhead", "1g");
    return new Cluster(master, "app-1", conf, Optional.of(SPARK));
  }

  private Optional<String> sentence(String master, Throwable failure) {
    return new StageFailure(cluster(master), history).sentence("finish epoch [3]", failure);
  }

  private static SparkException lastFailure(String reason) {
    return new SparkException(
        "Job aborted due to stage failure: Task 1 in stage 12.0 failed 4 times, most recent failure: Lost task 1.3 in stage 12.0 (TID 40) (10.0.0.7 executor 5): "
            + reason
            + TRACE);
  }

  private static SparkException lostExecutor(String reason) {
    return lastFailure(
        "ExecutorLostFailure (executor 5 exited caused by one of the running tasks) Reason: "
            + reason);
  }

  private void add(String id, String host, Map<String, String> logs) {
    var map = scala.collection.immutable.Map$.MODULE$.<String, String>empty();
    for (var entry : logs.entrySet()) {
      map = map.updated(entry.getKey(), entry.getValue());
    }
    history.onExecutorAdded(new SparkListenerExecutorAdded(0, id, new ExecutorInfo(host, 1, map)));
  }

  private void remove(String id, String reason) {
    history.onExecutorRemoved(new SparkListenerExecutorRemoved(0, id, reason));
  }

  private void startJob() {
    history.onJobStart(
        new SparkListenerJobStart(
            0, 0, JavaConverters.asScalaBuffer(new java.util.ArrayList<>()), new Properties()));
  }

  @Test
  void aFullHeapNamesThePropertyToRaise() {
    assertThat(
            sentence(
                "local-cluster[2,1,1024]",
                lastFailure("java.lang.OutOfMemoryError: Java heap space")))
        .contains(
            "Cannot finish epoch [3]: task [1] failed [4] times, last on executor [5] at host [10.0.0.7]: its Java heap is full [java.lang.OutOfMemoryError: Java heap space]. Raise spark.executor.memory [2g], or elbo.training.shards so that each is smaller. Its log: %s."
                .formatted(SPARK.resolve("work/app-1/5/stderr")));
  }

  @Test
  void anExecutorThatWasKilledNamesItsLogOnTheWorker() {
    add("5", "10.0.0.7", Map.of("stderr", "http://10.0.0.7:8081/logPage/?logType=stderr"));
    assertThat(sentence("spark://m:7077", lostExecutor("Command exited with code 137")))
        .contains(
            "Cannot finish epoch [3]: task [1] failed [4] times, last on executor [5] at host [10.0.0.7]: it was killed, as the system does when memory runs out [Command exited with code 137]. Raise spark.executor.memoryOverhead [1g], or lower spark.executor.cores [all of a worker]. Its log: http://10.0.0.7:8081/logPage/?logType=stderr (on [10.0.0.7] the worker's work/app-1/5/stderr).");
  }

  @Test
  void aContainerOfYarnNamesTheCommandThatShowsItsLog() {
    add(
        "5",
        "node7",
        Map.of(
            "stderr",
            "http://node7:8042/node/containerlogs/container_17_0001_01_000006/me/stderr?start=-4096"));
    assertThat(
            sentence(
                "yarn",
                lostExecutor(
                    "Container killed by YARN for exceeding physical memory limits. 5.1 GB of 5 GB physical memory used. Consider boosting spark.executor.memoryOverhead.")))
        .contains(
            "Cannot finish epoch [3]: task [1] failed [4] times, last on executor [5] at host [10.0.0.7]: its container used more memory than it was given [Container killed by YARN for exceeding physical memory limits. 5.1 GB of 5 GB physical memory used. Consider boosting spark.executor.memoryOverhead]. Raise spark.executor.memoryOverhead [1g], or lower spark.executor.cores [1]. Its log: yarn logs -applicationId app-1 -containerId container_17_0001_01_000006.");
  }

  @Test
  void aPodNamesTheCommandThatShowsItsLog() {
    assertThat(
            sentence(
                "k8s://https://10.0.0.1:6443",
                lostExecutor(
                    "\nThe executor with id 5 exited with exit code 137(SIGKILL, possible container OOM).\n\n\nThe API gave the following container statuses:\n\n\t container name: e\n\t container state: terminated\n\t termination reason: OOMKilled\n      ")))
        .contains(
            "Cannot finish epoch [3]: task [1] failed [4] times, last on executor [5] at host [10.0.0.7]: its container used more memory than it was given [termination reason: OOMKilled]. Raise spark.executor.memoryOverhead [1g], or lower spark.executor.cores [1]. Its log: kubectl logs -l spark-app-selector=app-1,spark-exec-id=5 --tail=-1 (spark.kubernetes.executor.deleteOnTermination=false keeps it).");
  }

  @Test
  void aVagueEndIsExplainedByAnEarlierFailureOfTheSameJob() {
    remove(
        "4",
        "java.lang.OutOfMemoryError: Physical memory usage is too high: physicalBytes (3100M) > maxPhysicalBytes (3072M)");
    assertThat(
            sentence("spark://m:7077", lostExecutor("Command exited with code 52")).orElseThrow())
        .contains(
            "its memory outside of the Java heap is used up [java.lang.OutOfMemoryError: Physical memory usage is too high: physicalBytes (3100M) > maxPhysicalBytes (3072M)]. Raise spark.executor.memoryOverhead [1g]");
    startJob();
    assertThat(
            sentence("spark://m:7077", lostExecutor("Command exited with code 52")).orElseThrow())
        .contains("it ran out of memory [Command exited with code 52]");
  }

  @Test
  void aJobThatEndsForWantOfExecutorsTellsOfTheLast() {
    add("9", "10.0.0.9", Map.of());
    remove("8", "Command exited with code 1");
    remove("9", "Command exited with code 134");
    assertThat(
            sentence(
                "spark://m:7077",
                new SparkException(
                    "Job aborted due to stage failure: Master removed our application: FAILED")))
        .contains(
            "Cannot finish epoch [3]: Spark ended the job [Job aborted due to stage failure: Master removed our application: FAILED] after it lost executors [2], last executor [9] at host [10.0.0.9]: its JVM crashed in native code [Command exited with code 134]. The file hs_err_pid*.log in its working folder names the library; run elbo doctor on that host, and report the crash. Its log: the file work/app-1/9/stderr of the worker on [10.0.0.9].");
  }

  @Test
  void withoutALostExecutorTheJobItselfIsExplained() {
    assertThat(
            sentence(
                "yarn",
                new SparkException(
                    "Job aborted due to stage failure: Total size of serialized results of 3 tasks (1056.0 MiB) is bigger than spark.driver.maxResultSize (1024.0 MiB)")))
        .contains(
            "Cannot finish epoch [3]: Spark ended the job, what the tasks send back is larger than the driver takes [Job aborted due to stage failure: Total size of serialized results of 3 tasks (1056.0 MiB) is bigger than spark.driver.maxResultSize (1024.0 MiB)]. Raise spark.driver.maxResultSize [1g] and spark.driver.memory [1g].");
  }

  @Test
  void memoryOfTheDriverIsItsOwn() {
    assertThat(sentence("yarn", new OutOfMemoryError("Java heap space")))
        .contains(
            "Cannot finish epoch [3]: the driver ran out of memory [java.lang.OutOfMemoryError: Java heap space]. Raise spark.driver.memory [1g] (--driver-memory).");
  }

  @Test
  void inLocalModeAnUnknownExceptionKeepsItsTrace() {
    String thrown =
        "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times, most recent failure: Lost task 0.0 in stage 3.0 (TID 4) (127.0.0.1 executor driver): ";
    assertThat(
            sentence(
                "local[2]",
                new SparkException(thrown + "java.lang.IllegalStateException: [BUG]" + TRACE)))
        .isEmpty();
    assertThat(
            sentence(
                "local[2]",
                new SparkException(
                    thrown + "java.io.IOException: No space left on device" + TRACE)))
        .contains(
            "Cannot finish epoch [3]: task [0] failed in the driver: a local disk of its host is full [java.io.IOException: No space left on device]. Free room in spark.local.dir [/tmp] there, or point it to a disk with room. Its log: what the driver printed above.");
  }

  @Test
  void whatIsNoFailureOfTheClusterIsNotExplained() {
    assertThat(sentence("yarn", new IllegalArgumentException("No space"))).isEmpty();
  }
}
