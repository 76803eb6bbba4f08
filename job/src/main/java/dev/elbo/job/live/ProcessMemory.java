package dev.elbo.job.live;

import dev.elbo.report.RunView;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What a process holds, in bytes. A class, since Kryo cannot read records. */
public final class ProcessMemory implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long UNKNOWN = -1;

  private final long offHeap;
  private final long physical;
  private final long peak;
  private final long gpu;

  private ProcessMemory(long offHeap, long physical, long peak, long gpu) {
    this.offHeap = offHeap;
    this.physical = physical;
    this.peak = peak;
    this.gpu = gpu;
  }

  /** Of this process, now. */
  public static ProcessMemory now() {
    long physical = Pointer.physicalBytes();
    return new ProcessMemory(Pointer.totalBytes(), physical, peakBytes(physical), gpuBytes());
  }

  /** Linux remembers it; elsewhere the present has to do. */
  private static long peakBytes(long now) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(now);
    } catch (IOException | UncheckedIOException e) {
      return now;
    }
  }

  /** Taken on the device of the calling thread, by whomever. */
  private static long gpuBytes() {
    if (Nd4j.getEnvironment().isCPU()) {
      return UNKNOWN;
    }
    try {
      NativeOps device = NativeOpsHolder.getInstance().getDeviceNativeOps();
      int number = Nd4j.getAffinityManager().getDeviceForCurrentThread();
      return device.getDeviceTotalMemory(number) - device.getDeviceFreeMemory(number);
    } catch (RuntimeException e) { // A number to look at is no reason to stop.
      return UNKNOWN;
    }
  }

  /** The larger of each. */
  public ProcessMemory max(ProcessMemory other) {
    return new ProcessMemory(
        Math.max(offHeap, other.offHeap),
        Math.max(physical, other.physical),
        Math.max(peak, other.peak),
        Math.max(gpu, other.gpu));
  }

  /** The most resident memory that the process had since it began. */
  public long peak() {
    return peak;
  }

  RunView.Memory view() {
    return new RunView.Memory(
        offHeap, physical, gpu == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(gpu));
  }
}
