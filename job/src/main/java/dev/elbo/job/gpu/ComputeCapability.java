package dev.elbo.job.gpu;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a GPU can execute, such as 8.6. Machine code of one runs on those of the same major number
 * that are not below it (CUDA C++ Programming Guide, binary compatibility).
 */
record ComputeCapability(int major, int minor) {
  /** What ND4J's CUDA library is compiled for: machine code alone, nothing that a driver could. */
  static final List<ComputeCapability> KERNELS =
      List.of(
          new ComputeCapability(3, 7),
          new ComputeCapability(5, 0),
          new ComputeCapability(5, 2),
          new ComputeCapability(6, 0),
          new ComputeCapability(6, 1),
          new ComputeCapability(7, 0),
          new ComputeCapability(7, 5),
          new ComputeCapability(8, 0),
          new ComputeCapability(8, 6));

  private static final Pattern TEXT = Pattern.compile("(\\d+)\\.(\\d+)");

  /**
   * Reads what nvidia-smi prints.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static ComputeCapability parse(String text) {
    Matcher numbers = TEXT.matcher(text);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("[" + text + "] is no compute capability");
    }
    return new ComputeCapability(
        Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
  }

  /** Whether ND4J's CUDA library has code for it. */
  boolean hasKernels() {
    return KERNELS.stream().anyMatch(code -> code.major == major && code.minor <= minor);
  }

  /** Those with code, for people. */
  static String supported() {
    return KERNELS.stream().map(ComputeCapability::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
