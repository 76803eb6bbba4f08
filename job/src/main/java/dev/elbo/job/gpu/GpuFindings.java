package dev.elbo.job.gpu;

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

  /** Of this machine and of the jar that this class is in. */
  public static GpuFindings here() {
    return of(NvidiaSmi.here().ask(), Cuda.ofThisJar());
  }

  static GpuFindings of(NvidiaSmi.Answer found, Optional<Cuda> cuda) {
    if (found.problem().isPresent()) {
      return new GpuFindings(List.of("none [%s]".formatted(found.problem().get())), List.of());
    }
    List<String> devices = found.devices().stream().map(GpuFindings::line).toList();
    List<String> advice = new ArrayList<>();
    if (found.devices().stream().noneMatch(device -> device.capability().hasKernels())) {
      advice.add("Train on CPUs: ND4J's CUDA kernels do not run on the GPUs that are here.");
    } else if (cuda.isEmpty()) {
      advice.add(
          "To train on GPUs, build the jar with [mvn -Pcuda package] and set elbo.training.gpu.amount to [1] (submit/README.md, GPUs).");
    } else {
      cuda.get()
          .problem()
          .ifPresent(
              problem ->
                  advice.add(
                      "To train on GPUs, put the jars with CUDA's native libraries on the class path (submit/README.md, GPUs): they do not load [%s]."
                          .formatted(problem)));
    }
    return new GpuFindings(devices, List.copyOf(advice));
  }

  private static String line(GpuDevice device) {
    return device.capability().hasKernels()
        ? device.toString()
        : "%s: no CUDA kernels of ND4J for it, they are for [%s]"
            .formatted(device, ComputeCapability.supported());
  }
}
