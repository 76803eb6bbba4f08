package dev.elbo.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import dev.elbo.job.gpu.GpuFindings;
import dev.elbo.vae.BlasKernels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorTest {

  @Test
  void thePageNamesSparkJavaMemoryKernelsLibraryAndGpu() {
    String page = Doctor.examine(Sparks.local(2));
    assertThat(page)
        .contains("Spark    3.5.5, master local[2], 2 slots")
        .contains("Java     17.")
        .contains("OpenBLAS 0.3.31-1.5.13 with " + BlasKernels.loaded().core() + " kernels")
        .contains("memory   heap ")
        .contains("GPU      ");
  }

  /** Asking a file that ND4J did not load would load a second OpenBLAS. */
  @Test
  void theKernelsAreThoseOfALibraryThatIsLoaded() throws Exception {
    BlasKernels blas = BlasKernels.loaded();
    assertThat(blas.core()).isNotEqualTo("unknown").isNotBlank();
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      assertThat(
              lines
                  .filter(line -> line.contains("libopenblas"))
                  .map(line -> line.substring(line.indexOf('/')))
                  .distinct())
          .contains(Path.of(blas.library()).toRealPath().toString());
    }
  }

  @Test
  void whatCostsSpeedIsNamedWithWhatToDo() {
    assertThat(examination(Map.of("OPENBLAS_CORETYPE", "Haswell"), 4L << 30).advice())
        .containsExactly(
            "Unset OPENBLAS_CORETYPE: its value [Haswell] overrides the kernels that are picked"
                + " for this CPU and can make training several times slower.");
    assertThat(examination(Map.of(), 512L << 20).advice())
        .containsExactly(
            "Give the driver 1 GiB of heap or more (spark.driver.memory): it has [0.5 GiB].");
    assertThat(examination(Map.of(), 4L << 30).advice()).isEmpty();
  }

  private static Examination examination(Map<String, String> environment, long heap) {
    return new Examination(
        "driver",
        "17",
        heap,
        1L << 30,
        2,
        new BlasKernels("Haswell", "/lib"),
        50,
        new GpuFindings(List.of("none"), List.of()),
        environment);
  }
}
