package dev.elbo.job.doctor;

import dev.elbo.Versions;
import dev.elbo.job.gpu.GpuFindings;
import dev.elbo.vae.BlasKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;

/**
 * What one JVM is.
 *
 * @param name driver, or executor with its number
 * @param java its version and vendor
 * @param heapBytes the greatest heap
 * @param offHeapBytes JavaCPP's limit of native memory
 * @param processors that Java sees
 * @param blas the matrix kernels
 * @param gflops what they reach on one core, in billions of operations a second
 * @param gpus what there is for training on GPUs
 * @param environment settings that native libraries obey
 */
record Examination(
    String name,
    String java,
    long heapBytes,
    long offHeapBytes,
    int processors,
    BlasKernels blas,
    double gflops,
    GpuFindings gpus,
    Map<String, String> environment) {

  /** Examines the JVM that runs this. */
  static Examination here(String name) {
    BlasKernels blas = BlasKernels.loaded();
    Map<String, String> environment = new java.util.TreeMap<>(System.getenv());
    environment
        .keySet()
        .retainAll(List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "DNNL_MAX_CPU_ISA"));
    return new Examination(
        name,
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        Runtime.getRuntime().maxMemory(),
        Pointer.maxBytes(),
        Runtime.getRuntime().availableProcessors(),
        blas,
        BlasKernels.gigaflops(),
        GpuFindings.here(),
        environment);
  }

  /** For people. */
  String page() {
    return """
        %s
          Java     %s, %d processors
          memory   heap %s, native %s
          ND4J     %s on the CPU, one thread a task
          products oneDNN: %.0f GFLOP/s on one core
          BLAS     OpenBLAS %s with %s kernels
          library  %s
          GPU      %s
        """
        .formatted(
            name,
            java,
            processors,
            size(heapBytes),
            size(offHeapBytes),
            Versions.all().get("nd4j"),
            gflops,
            Versions.all().get("openblas"),
            blas.core(),
            blas.library(),
            String.join("\n" + " ".repeat(11), gpus.devices()));
  }

  /** What to change, exactly. */
  List<String> advice() {
    List<String> advice = new ArrayList<>();
    environment.forEach(
        (variable, value) ->
            advice.add(
                "Unset %s: its value [%s] overrides the kernels that are picked for this CPU and can make training several times slower."
                    .formatted(variable, value)));
    if (Runtime.version().feature() != 17) {
      advice.add("Run Java 17: Elbo is tested with it, this is [%s].".formatted(java));
    }
    if (heapBytes < 1L << 30) {
      advice.add(
          "Give the driver 1 GiB of heap or more (spark.driver.memory): it has [%s]."
              .formatted(size(heapBytes)));
    }
    advice.addAll(gpus.advice());
    return advice;
  }

  private static String size(long bytes) {
    return bytes <= 0 ? "unlimited" : "%.1f GiB".formatted(bytes / (double) (1 << 30));
  }
}
