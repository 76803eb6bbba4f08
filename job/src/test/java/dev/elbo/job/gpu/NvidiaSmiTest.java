package dev.elbo.job.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaSmiTest {
  @TempDir Path folder;

  private NvidiaSmi.Answer ask(String script, Map<String, String> environment) throws IOException {
    return new NvidiaSmi(FakeTool.write(folder, script).toString(), environment).ask();
  }

  @Test
  void eachLineIsADevice() throws IOException {
    NvidiaSmi.Answer answer =
        ask(
            "echo 'NVIDIA A10, 8.6, 22731, 515.65.01'; echo 'NVIDIA H200, 9.0, 143771, 550.90.07'",
            Map.of());
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.devices())
        .containsExactly(
            new GpuDevice("NVIDIA A10", new ComputeCapability(8, 6), 22731, "515.65.01"),
            new GpuDevice("NVIDIA H200", new ComputeCapability(9, 0), 143771, "550.90.07"));
    assertThat(answer.devices().get(0))
        .hasToString("NVIDIA A10, compute capability 8.6, 22,731 MiB, driver 515.65.01");
    assertThat(folder.resolve("nvidia-smi.arguments"))
        .hasContent(
            "--query-gpu=name,compute_cap,memory.total,driver_version --format=csv,noheader,nounits");
  }

  /** CUDA numbers those that the variable leaves, up to the first that is none. */
  @Test
  void ofDevicesThatAreHiddenNothingIsAsked() throws IOException {
    ask("echo 'NVIDIA A10, 8.6, 22731, 515'", Map.of("CUDA_VISIBLE_DEVICES", "3, GPU-5f,-1,0"));
    assertThat(Files.readString(folder.resolve("nvidia-smi.arguments"))).startsWith("-i 3,GPU-5f ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "NoDevFiles"})
  void whereAllAreHiddenThereIsNone(String variable) throws IOException {
    NvidiaSmi.Answer answer =
        ask("echo 'NVIDIA A10, 8.6, 22731, 515'", Map.of("CUDA_VISIBLE_DEVICES", variable));
    assertThat(answer.devices()).isEmpty();
    assertThat(answer.problem()).contains("CUDA_VISIBLE_DEVICES is [" + variable + "]");
  }

  @Test
  void whyThereIsNoneIsKept() throws IOException {
    assertThat(new NvidiaSmi(folder.resolve("nothing").toString(), Map.of()).ask().problem())
        .contains("nvidia-smi is not there");
    assertThat(ask("echo 'NVIDIA-SMI has failed'; echo more; exit 9", Map.of()).problem())
        .contains("nvidia-smi says NVIDIA-SMI has failed");
    assertThat(ask("", Map.of()).problem()).contains("nvidia-smi says nothing");
    assertThat(ask("echo 'Tesla K20, [N/A], 4743, 390'", Map.of()).problem())
        .contains("nvidia-smi says Tesla K20, [N/A], 4743, 390");
  }
}
