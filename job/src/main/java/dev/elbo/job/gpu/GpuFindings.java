package dev.elbo.job.gpu;

import dev.elbo.vae.cuda.CudaEngine.Problem;
import dev.elbo.vae.cuda.MatrixPrecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a machine has for training on GPUs, for people.
 *
 * @param devices a line a GPU, or one that says why there is none
 * @param advice what to do so that Elbo trains on them, in sentences
 */
public record GpuFindings(List<String> devices, List<String> advice) {

  private static final String ND4J_CLASS_PATH =
      "Put the jars with CUDA's native libraries on the class path (submit/README.md, GPUs)";

  /** Of this machine and of the jar that this class is in. */
  public static GpuFindings here() {
    return of(NvidiaSmi.here().ask(), Cuda.ofThisJar(), CudaStep.of(MatrixPrecision.FP32));
  }

  static GpuFindings of(NvidiaSmi.Answer found, Optional<Cuda> cuda, CudaStep step) {
    if (found.problem().isPresent()) {
      return new GpuFindings(List.of("none [%s]".formatted(found.problem().get())), List.of());
    }
    List<String> devices = new ArrayList<>();
    List<String> advice = new ArrayList<>();
    for (int i = 0; i < found.devices().size(); i++) {
      GpuDevice device = found.devices().get(i);
      boolean isNd4js = cuda.isPresent() && device.capability().hasKernels();
      Optional<Problem> problem =
          isNd4js
              ? cuda.get().problem().map(reason -> new Problem(reason, ND4J_CLASS_PATH))
              : step.problem(i);
      String who = isNd4js ? "ND4J" : "Elbo's CUDA step";
      devices.add(
          "%s: %s".formatted(device, problem.map(p -> "not usable").orElse("trains by " + who)));
      problem.ifPresent(
          p ->
              advice.add(
                  "To train on GPU [%s]: %s does not run there [%s]. %s."
                      .formatted(device.name(), who, p.reason(), p.remedy())));
    }
    return new GpuFindings(devices, advice.stream().distinct().toList());
  }
}
