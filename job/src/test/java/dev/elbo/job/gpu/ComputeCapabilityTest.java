package dev.elbo.job.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeCapabilityTest {
  /** Tesla K80, M40, P100, V100, T4, A100, A10, L4 and L40. */
  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.2", "6.0", "7.0", "7.5", "8.0", "8.6", "8.9"})
  void cardsFromKeplerToAdaHaveKernels(String text) {
    assertThat(ComputeCapability.parse(text).hasKernels()).isTrue();
  }

  /** Tesla K40; H100 and H200, B200, RTX 50. */
  @ParameterizedTest
  @ValueSource(strings = {"3.5", "9.0", "10.0", "12.0"})
  void olderAndNewerOnesHaveNone(String text) {
    assertThat(ComputeCapability.parse(text).hasKernels()).isFalse();
  }

  @Test
  void whatIsNoCapabilityIsRefused() {
    assertThatThrownBy(() -> ComputeCapability.parse("[N/A]"))
        .hasMessage("[[N/A]] is no compute capability");
  }
}
