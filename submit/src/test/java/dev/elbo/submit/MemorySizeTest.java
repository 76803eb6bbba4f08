package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemorySizeTest {
  @ParameterizedTest
  @CsvSource({"512m,512", "512,512", "4g,4096", "4G,4096", "4gb,4096", "2048k,2", "1t,1048576"})
  void sizesAreReadAsSparkReadsThem(String text, long mebibytes) {
    assertThat(MemorySize.mebibytes("spark.driver.memory", text)).isEqualTo(mebibytes);
    assertThat(org.apache.spark.network.util.JavaUtils.byteStringAsMb(text)).isEqualTo(mebibytes);
  }

  @Test
  void whatIsNoSizeIsRefused() {
    assertThatThrownBy(() -> MemorySize.mebibytes("spark.driver.memory", "4 gigs"))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot use spark.driver.memory: [4 gigs] is no size of memory. Write it as 512m or 4g.");
  }
}
