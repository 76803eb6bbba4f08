package dev.elbo.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {
  /** 0.5, 1.5, 2.5, .. as the C implementation of XXH64 hashes their bytes (by lz4-java 1.8). */
  @ParameterizedTest
  @CsvSource({
    "0, ef46db3751d8e999",
    "1, b3a124678a998092",
    "2, 27affe2ff2fa51e",
    "3, 83b47b162c8dd52a",
    "7, 84d24bdac1ef33b7",
    "8, 491577f9988b8f8e",
    "9, 73d26eb5b7116849",
    "15, e41b023f08097ea9",
    "16, 171ccafa510b1e5a",
    "64, ce73b0c2356501e3",
    "784, d7bc9d2e8dab67b1"
  })
  void isXxh64OfTheBytes(int count, String expected) {
    float[] values = new float[count + 3];
    for (int i = 0; i < count; i++) {
      values[i + 2] = i + 0.5f;
    }
    assertThat(Long.toHexString(ContentHash.of(values, 2, count))).isEqualTo(expected);
  }

  @Test
  void theSignOfZeroIsNoContent() {
    for (int count = 1; count < 20; count++) {
      float[] negative = new float[count];
      Arrays.fill(negative, -0f);
      assertThat(ContentHash.of(negative, 0, count))
          .isEqualTo(ContentHash.of(new float[count], 0, count));
    }
  }

  @Test
  void everyBitOfEveryPlaceCounts() {
    Set<Long> hashes = new HashSet<>();
    for (int place = 0; place < 19; place++) {
      for (int bit = 0; bit < 31; bit++) {
        float[] values = new float[19];
        values[place] = Float.intBitsToFloat(1 << bit);
        hashes.add(ContentHash.of(values, 0, values.length));
      }
    }
    assertThat(hashes).hasSize(19 * 31);
  }
}
