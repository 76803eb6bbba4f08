package dev.elbo.job.train;

/**
 * What one JVM of Spark's needs for a training, beside what it was given.
 *
 * @param who of Spark's processes
 * @param tasks of training that it runs at once
 * @param heap that it needs at least, in bytes
 * @param heapGiven its -Xmx, in bytes
 * @param heapProperty what sets that
 * @param outside of the heap: what ND4J and the JVM itself need, in bytes
 * @param outsideGiven what the cluster lets it have besides its heap, in bytes; {@link
 *     Long#MAX_VALUE} where nobody counts
 * @param outsideProperty what sets that
 */
record MemoryShare(
    Role who,
    int tasks,
    long heap,
    long heapGiven,
    String heapProperty,
    long outside,
    long outsideGiven,
    String outsideProperty) {
  /** Spark's processes, in local mode the driver alone. */
  enum Role {
    DRIVER("driver", "the driver"),
    EXECUTOR("executor", "an executor");

    private final String key;
    private final String words;

    Role(String key, String words) {
      this.key = key;
      this.words = words;
    }

    String key() {
      return key;
    }

    String words() {
      return words;
    }
  }

  /** Spark reserves it; classes and pages of Spark's own fill most of it. */
  private static final long RESERVED = 300L << 20;

  /** Spark starts in no less than 450 MiB, of which a collector may hide some. */
  private static final long LEAST = 512L << 20;

  /** A heap that is fuller than this does nothing but collect. */
  private static final double FULL = 0.9;

  /** Classes, compiled code, stacks, and the native libraries of ND4J. */
  private static final long JVM = 384L << 20;

  /**
   * The least heap that holds some arrays while the cache takes what Spark gives it.
   *
   * @param arrays that are no cache, in bytes
   * @param cache packed rows; what does not fit lies on disk
   * @param fraction of the heap that the cache may fill before that, spark.memory.fraction
   */
  static long heapFor(long arrays, long cache, double fraction) {
    double whole = (RESERVED + arrays + cache) / FULL;
    double spilled = (RESERVED + arrays / (1 - fraction)) / FULL;
    return Math.max(LEAST, (long) Math.min(whole, spilled));
  }

  /** What a process takes outside of its heap. */
  static long outsideFor(long arrays) {
    return JVM + arrays;
  }

  /** With it the process gets by, in MiB. */
  long total() {
    return mebibytes(heap) + mebibytes(outside);
  }

  boolean fits() {
    return heap <= heapGiven && outside <= outsideGiven;
  }

  /** The property to raise, and to what, as {@code spark.executor.memory=812m}. */
  String remedy() {
    return heap > heapGiven
        ? heapProperty + "=" + mebibytes(heap) + "m"
        : outsideProperty + "=" + mebibytes(outside) + "m";
  }

  /** The least that suffices, as {@code --conf spark.executor.memory=812m ..}. */
  String options() {
    String besides =
        outsideGiven == Long.MAX_VALUE
            ? ""
            : " --conf %s=%dm".formatted(outsideProperty, mebibytes(outside));
    return "--conf %s=%dm%s".formatted(heapProperty, mebibytes(heap), besides);
  }

  /** For people, a sentence without a full stop. */
  String needs() {
    String what =
        tasks == 0
            ? who.words()
            : "%s of %d training task%s".formatted(who.words(), tasks, tasks == 1 ? "" : "s");
    return "%s needs %,d MiB of heap and has %,d, %,d MiB besides and has %s"
        .formatted(
            what,
            mebibytes(heap),
            heapGiven >> 20,
            mebibytes(outside),
            outsideGiven == Long.MAX_VALUE ? "what there is" : "%,d".formatted(outsideGiven >> 20));
  }

  private static long mebibytes(long bytes) {
    return -Math.floorDiv(-bytes, 1L << 20);
  }
}
