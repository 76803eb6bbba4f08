package dev.elbo.job.gpu;

/**
 * A GPU as nvidia-smi describes it.
 *
 * @param name such as NVIDIA A10
 * @param capability what it can execute
 * @param memoryMiB all of it
 * @param driver the version of its driver
 */
record GpuDevice(String name, ComputeCapability capability, long memoryMiB, String driver) {
  /** What nvidia-smi is asked for. */
  static final String QUERY = "name,compute_cap,memory.total,driver_version";

  private static final int FIELDS = 4;

  /**
   * Reads a line of csv without header and units.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static GpuDevice parse(String line) {
    String[] fields = line.split(" *, *", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("[" + line + "] is not [" + QUERY + "]");
    }
    return new GpuDevice(
        fields[0], ComputeCapability.parse(fields[1]), Long.parseLong(fields[2]), fields[3]);
  }

  @Override
  public String toString() {
    return "%s, compute capability %s, %,d MiB, driver %s"
        .formatted(name, capability, memoryMiB, driver);
  }
}
