package dev.elbo.optim.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
  @Test
  void aBatchDoublesEveryEpochUpToItsLastSize() {
    BatchSize batch = new BatchSize(16, 100);
    assertThat(new int[] {batch.size(1), batch.size(2), batch.size(3), batch.size(4)})
        .containsExactly(16, 32, 64, 100);
    assertThat(batch.size(Integer.MAX_VALUE)).isEqualTo(100);
  }

  @Test
  void aConstantBatchStays() {
    assertThat(BatchSize.constant(7).size(1)).isEqualTo(7);
    assertThat(BatchSize.constant(7).size(1000)).isEqualTo(7);
  }

  @Test
  void theLargestBatchDoesNotOverflow() {
    assertThat(new BatchSize(3, Integer.MAX_VALUE).size(100)).isEqualTo(Integer.MAX_VALUE);
  }
}
