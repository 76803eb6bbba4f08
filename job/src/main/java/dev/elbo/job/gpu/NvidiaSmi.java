package dev.elbo.job.gpu;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks NVIDIA's own tool for the GPUs that this process sees, in the order of CUDA's numbers.
 * Nothing of CUDA is loaded for it.
 */
final class NvidiaSmi {
  private static final String TOOL = "nvidia-smi";
  private static final int SECONDS = 20;

  private final String tool;
  private final Map<String, String> environment;

  /**
   * The tool at a place.
   *
   * @param tool its name or its path
   * @param environment of the process that uses the GPUs
   */
  NvidiaSmi(String tool, Map<String, String> environment) {
    this.tool = tool;
    this.environment = environment;
  }

  /** The tool on the path of this JVM. */
  static NvidiaSmi here() {
    return new NvidiaSmi(TOOL, System.getenv());
  }

  /**
   * What it says.
   *
   * @param devices by CUDA's number
   * @param problem why there is none, if there is none
   */
  record Answer(List<GpuDevice> devices, Optional<String> problem) {
    private static Answer none(String problem) {
      return new Answer(List.of(), Optional.of(problem));
    }
  }

  /** The GPUs that are there. */
  Answer ask() {
    List<String> command = new ArrayList<>(List.of(tool));
    Optional<String> visible = Optional.ofNullable(environment.get("CUDA_VISIBLE_DEVICES"));
    if (visible.isPresent()) {
      List<String> devices = visible(visible.get());
      if (devices.isEmpty()) {
        return Answer.none("CUDA_VISIBLE_DEVICES is [" + visible.get() + "]");
      }
      command.addAll(List.of("-i", String.join(",", devices)));
    }
    command.addAll(List.of("--query-gpu=" + GpuDevice.QUERY, "--format=csv,noheader,nounits"));
    return run(command);
  }

  /** CUDA sees those before the first that is none. */
  private static List<String> visible(String variable) {
    return Arrays.stream(variable.split(",", -1))
        .map(String::strip)
        .takeWhile(device -> device.matches("\\d+|(GPU|MIG)-.+"))
        .toList();
  }

  private static Answer run(List<String> command) {
    try {
      Path said = Files.createTempFile("gpus", ".csv");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Answer.none(TOOL + " does not answer for " + SECONDS + " s");
        }
        return read(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8).strip());
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      return Answer.none(TOOL + " is not there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none(TOOL + " was interrupted");
    }
  }

  private static Answer read(int code, String said) {
    if (code != 0 || said.isEmpty()) {
      return Answer.none(TOOL + " says " + said.lines().findFirst().orElse("nothing"));
    }
    try {
      return new Answer(said.lines().map(GpuDevice::parse).toList(), Optional.empty());
    } catch (IllegalArgumentException e) {
      return Answer.none(TOOL + " says " + said.lines().findFirst().orElse(""));
    }
  }
}
