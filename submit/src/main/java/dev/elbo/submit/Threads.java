package dev.elbo.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Variables that decide how fast the native code computes. The results do not depend on them. */
final class Threads {
  private static final Pattern ONE = Pattern.compile("\\s*1?\\s*");

  private Threads() {}

  /** What the driver needs besides what it inherits: a thread a task, Spark runs the tasks. */
  static Map<String, String> missing(Map<String, String> environment) {
    return environment.containsKey("OMP_NUM_THREADS") ? Map.of() : Map.of("OMP_NUM_THREADS", "1");
  }

  /** Inherited variables that cost speed, a sentence each. */
  static List<String> advice(Map<String, String> environment) {
    List<String> advice = new ArrayList<>();
    for (String kernels : List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "DNNL_MAX_CPU_ISA")) {
      if (environment.containsKey(kernels)) {
        advice.add(
            "%s is set [%s]: the matrix kernels follow it instead of what fits this CPU, often at half the speed. Run `unset %1$s` before elbo."
                .formatted(kernels, environment.get(kernels)));
      }
    }
    for (String threads : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
      String value = environment.getOrDefault(threads, "1");
      if (!ONE.matcher(value).matches()) {
        advice.add(
            "%s is set [%s]: each task may start that many threads, which compete with the other tasks. Run `unset %1$s` before elbo."
                .formatted(threads, value));
      }
    }
    return advice;
  }
}
