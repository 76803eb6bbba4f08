package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowHashTest {
  private static final byte[] CELLS = {1, 2, 3, 4};

  @Test
  void theHashOfARowNeverChanges() {
    // The order of the rows, and so every result, hangs on these bits. They are from an
    // implementation of the algorithm in another language.
    assertThat(RowHash.of(CELLS, null))
        .isEqualTo(new RowHash(0xf09b1e6a322fff38L, 0x00062c94b267ca37L));
    assertThat(RowHash.of(CELLS, "a"))
        .isEqualTo(new RowHash(0x78c65b8cb2fdb56aL, 0xd9ef0cfc7439833cL));
    byte[] longer = new byte[37];
    for (int i = 0; i < longer.length; i++) {
      longer[i] = (byte) i;
    }
    assertThat(RowHash.of(longer, null))
        .isEqualTo(new RowHash(0x14ea3128b9c2645fL, 0x7ba42b2f58086cb1L));
  }

  @Test
  void everyCellAndTheLabelCount() {
    Set<RowHash> hashes = new HashSet<>();
    for (int bit = 0; bit < 32; bit++) {
      byte[] cells = CELLS.clone();
      cells[bit / 8] ^= (byte) (1 << bit % 8);
      hashes.add(RowHash.of(cells, "a"));
    }
    hashes.add(RowHash.of(CELLS, "a"));
    hashes.add(RowHash.of(CELLS, "b"));
    hashes.add(RowHash.of(CELLS, "\u00e4"));
    hashes.add(RowHash.of(CELLS, ""));
    hashes.add(RowHash.of(CELLS, null));
    hashes.add(RowHash.of(new byte[0], null));
    assertThat(hashes).hasSize(38);
  }

  @Test
  void manyRowsDifferInEitherWord() {
    Set<Long> high = new HashSet<>();
    Set<Long> low = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      RowHash hash = RowHash.of(ByteBuffer.allocate(4).putInt(i).array(), "7");
      high.add(hash.high());
      low.add(hash.low());
    }
    assertThat(high).hasSize(50_000);
    assertThat(low).hasSize(50_000);
  }
}
