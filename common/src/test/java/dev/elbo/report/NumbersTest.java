package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1.000",
    "-3.14159, -3.142",
    "9.9996, 10.00",
    "14852.7, 14853",
    "9999999.6, 1.000e+07",
    "245000000, 2.450e+08",
    "0.00473219, 0.004732",
    "0.0000123456, 1.235e-05",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void fourSignificantDigitsOrWholeUnits(double value, String text) {
    assertThat(Numbers.significant(value, 4)).isEqualTo(text);
  }

  @Test
  void zeroHasNoSign() {
    assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.pixel(-0.04)).isEqualTo("0");
    assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("-Infinity");
  }

  @Test
  void natsHaveTwoDecimalsAndATrueMinus() {
    assertThat(Numbers.nats(-98.456)).isEqualTo("\u221298.46");
    assertThat(Numbers.nats(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void theLocaleOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Numbers.fixed(1.5, 2)).isEqualTo("1.50");
      assertThat(Numbers.grouped(1_234_567)).isEqualTo("1,234,567");
      assertThat(Numbers.significant(2.45e8, 3)).isEqualTo("2.45e+08");
    } finally {
      Locale.setDefault(before);
    }
  }
}
