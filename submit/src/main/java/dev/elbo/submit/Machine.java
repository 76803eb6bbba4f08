package dev.elbo.submit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the driver has to live on; in a container, what the container may use.
 *
 * @param memoryMiB physical memory
 * @param cores processors
 */
record Machine(long memoryMiB, int cores) {

  static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        system.getTotalMemorySize() >> 20, Runtime.getRuntime().availableProcessors());
  }
}
