package dev.elbo.job.averaging;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** How long some cores have worked, and how much of it for this process. Linux. */
record Busy(double wall, double all, double own) {
  private static final double TICKS_A_SECOND = 100;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Until now; stolen time counts as work. */
  static Busy now(Set<Integer> cores) {
    try {
      double all = 0;
      for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
        String[] words = line.split(" +", -1);
        if (words[0].matches("cpu\\d+") && cores.contains(Integer.valueOf(words[0].substring(3)))) {
          // user, nice, system, -idle-, -iowait-, irq, softirq, steal
          for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
            all += Long.parseLong(words[i]) / TICKS_A_SECOND;
          }
        }
      }
      return new Busy(System.nanoTime() / 1e9, all, SYSTEM.getProcessCpuTime() / 1e9);
    } catch (IOException e) {
      return new Busy(System.nanoTime() / 1e9, Double.NaN, 0);
    }
  }

  /** The part of the cores' time since then that went to other processes. */
  double othersSince(Busy before, int cores) {
    return Math.max(0, (all - before.all - own + before.own) / ((wall - before.wall) * cores));
  }
}
