package dev.elbo.job.failure;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What the end of a task or of an executor is a sign of, and what to change. The first whose words
 * are in the reason counts: from what is certain to what may have several causes. What stands in
 * braces is filled in by {@link Cluster#fill}.
 */
enum Symptom {
  CONTAINER_MEMORY(
      "exceeding (?:physical |virtual )?memory limits|OOMKilled",
      "its container used more memory than it was given",
      "{more besides the heap}"),
  GPU(
      "Cannot train on GPUs",
      "its GPU cannot be used",
      "The command elbo doctor tells which GPUs can; the brackets, what is wrong"),
  PREEMPTED(
      "(?i)preempted",
      "the cluster took its place for somebody else (it was preempted)",
      "The same command goes on from the last checkpoint; a queue that is not preempted keeps its executors"),
  DECOMMISSIONED(
      "(?i)decommission",
      "the cluster took its host away (it was decommissioned)",
      "The same command goes on from the last checkpoint"),
  DISK_FULL(
      "No space left on device|Disk quota exceeded",
      "a local disk of its host is full",
      "Free room in {spark.local.dir} there, or point it to a disk with room"),
  DISK_LOST(
      "Read-only file system|Input/output error|Stale file handle|Structure needs cleaning",
      "a local disk of its host does not work",
      "Point {spark.local.dir} to a disk that works, or take the host out of the cluster"),
  LOCAL_FOLDER(
      "[Ff]ailed to create (?:a )?local dir|code:? 53\\b|status: 53\\b",
      "it cannot create a folder for its files",
      "Point {spark.local.dir} to folders that exist and are writable on every host"),
  NATIVE_MEMORY(
      "Physical memory usage is too high|Cannot allocate new \\w+Pointer|Cannot allocate memory"
          + "|Failed to allocate memory within limits",
      "its memory outside of the Java heap is used up",
      "{more besides the heap}"),
  DIRECT_BUFFERS(
      "[Dd]irect buffer memory|OutOfDirectMemoryError",
      "its memory for network buffers is used up",
      "Raise {heap}, or give the JVM -XX:MaxDirectMemorySize by {options}"),
  THREADS(
      "unable to create (?:new )?native thread",
      "its host allows no more threads",
      "Raise the limit there (ulimit -u, or that of its container), or lower {cores}"),
  HEAP(
      "Java heap space|GC overhead limit exceeded|Requested array size",
      "its Java heap is full",
      "{more heap}"),
  OUT_OF_MEMORY(
      "OutOfMemoryError|code:? 52\\b|status: 52\\b",
      "it ran out of memory",
      "{more heap}; if its log speaks of physical memory, raise {overhead}"),
  ILLEGAL_INSTRUCTION(
      "code:? 132\\b|status: 132\\b|SIGILL",
      "its CPU does not know an instruction of the native libraries",
      "Run elbo doctor on that host, and take it out of the cluster if its CPU is an old one"),
  CRASH(
      "code:? (?:134|135|136|139)\\b|status: (?:134|135|136|139)\\b|SIG(?:SEGV|ABRT|BUS|FPE)\\b",
      "its JVM crashed in native code",
      "The file hs_err_pid*.log in its working folder names the library; run elbo doctor on that host, and report the crash"),
  KILLED(
      "code:? 137\\b|status: 137\\b|SIGKILL",
      "it was killed, as the system does when memory runs out",
      "{more besides the heap}"),
  TERMINATED(
      "code:? 143\\b|status: 143\\b|SIGTERM|deleted by a user or the framework"
          + "|explicit termination request",
      "it was told to end from outside",
      "If nobody on the cluster did that on purpose, the log of its host says who did"),
  NO_JAVA(
      "code:? 12[67]\\b|status: 12[67]\\b|Cannot run program",
      "its JVM did not start",
      "Install Java 17 on every host at the same place, or set spark.executorEnv.JAVA_HOME"),
  NATIVE_LIBRARIES(
      "UnsatisfiedLinkError|NoAvailableBackendException|Could not initialize class org\\.nd4j",
      "the native libraries of ND4J do not load there",
      "Run elbo doctor on that host; where /tmp forbids programs, add -Dorg.bytedeco.javacpp.cachedir and another folder to {options}"),
  HOST_LOST(
      "(?i)worker lost|lost worker|\\*lost\\* node|lost node|heard nothing from",
      "its host was lost",
      "The same command goes on from the last checkpoint when the host is back or replaced"),
  NO_HEARTBEAT(
      "(?i)heartbeat|code:? 56\\b|status: 56\\b",
      "it did not answer any more",
      "If its host is overloaded lower {cores}, if it collects garbage raise {heap}, else raise {spark.network.timeout}"),
  RESULTS(
      "spark\\.driver\\.maxResultSize",
      "what the tasks send back is larger than the driver takes",
      "Raise {spark.driver.maxResultSize} and {spark.driver.memory}"),
  RESULT_LOST(
      "TaskResultLost",
      "its result did not reach the driver, whose Java heap may be too small for it",
      "Raise {spark.driver.memory}; elbo plan says how much it needs"),
  EXCLUDED(
      "excludeOnFailure|executors excluded",
      "Spark excluded every executor after failures",
      "The logs of the executors say why they failed"),
  LOST_DATA(
      "FetchFailed|MetadataFetchFailed|Failed to get broadcast|could not be (?:found|fetched)",
      "what another executor held was lost again and again",
      "Executors ended before this; their logs say why"),
  DISCONNECTED(
      "disassociated|Connection (?:refused|reset|from)|No route to host|Failed to connect"
          + "|UnknownHostException|Broken pipe",
      "the driver lost its connection to it",
      "Its log says whether it ended; if it did so without a word, raise {overhead}"),
  EARLY_END(
      "code:? 1\\b|status: 1\\b|Unable to create executor",
      "its JVM ended by itself",
      "Its log says why"),
  CANCELLED(
      "cancelled|SparkContext was shut down|SparkContext has been shutdown|stopped SparkContext",
      "the application was ended from outside",
      "The same command goes on from the last checkpoint"),
  UNKNOWN("", "it failed", "Its log has the trace; please report it");

  private final Pattern words;
  private final String meaning;
  private final String remedy;

  Symptom(String words, String meaning, String remedy) {
    this.words = Pattern.compile(words);
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The first symptom in a text. */
  static Symptom in(String text) {
    return Arrays.stream(values()).filter(symptom -> symptom.isIn(text)).findFirst().orElseThrow();
  }

  boolean isIn(String text) {
    return words.matcher(text).find();
  }

  /** True if another failure of the same job may tell more. */
  boolean isVague() {
    return switch (this) {
      case OUT_OF_MEMORY, RESULT_LOST, LOST_DATA, DISCONNECTED, EARLY_END, EXCLUDED, UNKNOWN ->
          true;
      default -> false;
    };
  }

  /** Half a sentence. */
  String meaning() {
    return meaning;
  }

  /** A sentence without its full stop. */
  String remedy(Cluster cluster) {
    return cluster.fill(remedy);
  }
}
