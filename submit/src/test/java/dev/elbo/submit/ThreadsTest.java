package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void oneThreadATaskUnlessTheUserSaysElse() {
    assertThat(Threads.missing(Map.of())).containsExactly(Map.entry("OMP_NUM_THREADS", "1"));
    assertThat(Threads.missing(Map.of("OMP_NUM_THREADS", "2"))).isEmpty();
  }

  @Test
  void forcedKernelsAreNamedWithTheRemedy() {
    assertThat(Threads.advice(Map.of("OPENBLAS_CORETYPE", "Haswell")))
        .containsExactly(
            "OPENBLAS_CORETYPE is set [Haswell]: the matrix kernels follow it instead of what fits this CPU, often at half the speed. Run `unset OPENBLAS_CORETYPE` before elbo.");
    assertThat(Threads.advice(Map.of("OPENBLAS_L2_SIZE", "512"))).hasSize(1);
  }

  @Test
  void moreThreadsThanOneATaskAreNamed() {
    assertThat(Threads.advice(Map.of("OMP_NUM_THREADS", "8")))
        .containsExactly(
            "OMP_NUM_THREADS is set [8]: each task may start that many threads, which compete with the other tasks. Run `unset OMP_NUM_THREADS` before elbo.");
  }

  @Test
  void anEnvironmentThatCostsNothingGetsNoAdvice() {
    assertThat(Threads.advice(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "")))
        .isEmpty();
  }
}
