package dev.elbo.submit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the number means with which every verb ends. */
final class ExitCodes {
  static final int DONE = 0;
  static final int USAGE = 2;
  static final int ENVIRONMENT = 5;

  /** How Spark ends a JVM in which a task ran out of memory. */
  static final int OUT_OF_MEMORY = 52;

  /** The lines of the table in the help. */
  static final Map<String, String> TABLE = table();

  /** Those of the driver; 128 and more is a signal. */
  private static final Set<Integer> OF_THE_DRIVER = Set.of(0, 2, 3, 4, 5, 10, 75, 99);

  private ExitCodes() {}

  /** Whether the driver ends so, of its own will or by a signal. */
  static boolean known(int code) {
    return OF_THE_DRIVER.contains(code) || code > 128;
  }

  /** Whether a process ended by a signal; 255 is an exit with -1. */
  static boolean isSignal(int code) {
    return code > 128 && code < 192;
  }

  private static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("0", "done");
    table.put("2", "bad usage or settings; the output cannot be written, or the run is finished");
    table.put("3", "bad data, or too few rows");
    table.put("4", "training diverged");
    table.put("5", "the cluster or the environment failed");
    table.put("10", "retrain: trained, and the champion stays");
    table.put("75", "somebody else holds the lease, or changed the champion at the same moment");
    table.put("99", "retrain: nothing new");
    table.put("130", "stopped with Ctrl-C; the same command goes on from the last checkpoint");
    return table;
  }
}
