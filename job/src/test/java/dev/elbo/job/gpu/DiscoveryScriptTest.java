package dev.elbo.job.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that workers and executors run, with a faked nvidia-smi, read by Spark's own parser.
 */
class DiscoveryScriptTest {
  private static final Path SCRIPT = Path.of("../conf/gpu/discover-gpus.sh");
  private static final String FOUR =
      "case \"$1 $2\" in '-i '[0-3]|'-i GPU-'*) ;; -i*) exit 6 ;; *) printf '0\\n1\\n2\\n3\\n' ;; esac";

  @TempDir Path folder;

  private String[] addresses(String tool, String visible) throws Exception {
    Path bin = FakeTool.write(folder, tool).getParent();
    ProcessBuilder builder =
        new ProcessBuilder("sh", SCRIPT.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().remove("CUDA_VISIBLE_DEVICES");
    if (visible != null) {
      builder.environment().put("CUDA_VISIBLE_DEVICES", visible);
    }
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    ResourceInformation found = ResourceInformation.parseJson(said);
    assertThat(found.name()).isEqualTo("gpu");
    return found.addresses();
  }

  @Test
  void everyGpuHasTheNumberOfCuda() throws Exception {
    assertThat(addresses(FOUR, null)).containsExactly("0", "1", "2", "3");
  }

  /** A process that sees two of four numbers them anew. */
  @Test
  void thoseThatAreHiddenAreNotCounted() throws Exception {
    assertThat(addresses(FOUR, "2,3")).containsExactly("0", "1");
    assertThat(addresses(FOUR, "GPU-5f,1,-1,0")).containsExactly("0", "1");
    assertThat(addresses(FOUR, "7,0")).isEmpty();
    assertThat(addresses(FOUR, "")).isEmpty();
    assertThat(addresses(FOUR, "NoDevFiles")).isEmpty();
  }

  @Test
  void aMachineWithoutGpusHasNone() throws Exception {
    assertThat(addresses("echo 'NVIDIA-SMI has failed'; exit 9", null)).isEmpty();
  }

  @Test
  void theScriptIsThereToBeRun() {
    assertThat(SCRIPT.toFile().canExecute()).isTrue();
  }
}
