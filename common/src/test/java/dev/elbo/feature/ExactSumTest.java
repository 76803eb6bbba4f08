package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Test
  void aSumOfAnyDoublesIsThatOfBigDecimal() {
    for (int seed = 0; seed < 20; seed++) {
      List<Double> values = values(new Random(seed), 300);
      assertThat(sum(values).value()).isEqualByComparingTo(exact(values));
    }
  }

  @Test
  void orderAndGroupingDoNotMatter() {
    Random random = new Random(1);
    List<Double> values = values(random, 500);
    BigDecimal expected = exact(values);
    for (int trial = 0; trial < 20; trial++) {
      Collections.shuffle(values, random);
      int cut = random.nextInt(values.size());
      ExactSum left = sum(values.subList(0, cut));
      left.add(sum(values.subList(cut, values.size())));
      assertThat(left.value()).isEqualByComparingTo(expected);
    }
  }

  @Test
  void nothingIsLostToCancellation() {
    assertThat(sum(List.of(1e16, 1.0, -1e16)).value()).isEqualByComparingTo("1");
    assertThat(sum(List.of(Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE)).value())
        .isEqualByComparingTo(new BigDecimal(Double.MIN_VALUE));
  }

  @Test
  void subnormalsAndTheLargestNumbersAreExact() {
    List<Double> values =
        List.of(
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            -3 * Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.MAX_VALUE,
            Double.MAX_VALUE);
    assertThat(sum(values).value()).isEqualByComparingTo(exact(values));
  }

  @Test
  void aNegativeSumIsExact() {
    List<Double> values = List.of(-0.1, -1e-300, -1e300, 0.3, -0.0);
    assertThat(sum(values).value()).isEqualByComparingTo(exact(values));
    assertThat(sum(List.of(-1.0)).value()).isEqualByComparingTo("-1");
    ExactSum added = sum(List.of(-5.0, 2.0));
    added.add(sum(List.of(-0.5)));
    assertThat(added.value()).isEqualByComparingTo("-3.5");
  }

  @Test
  void theSumOfNothingIsZero() {
    assertThat(new ExactSum().value()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(sum(List.of(0.0, -0.0)).value()).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void squaresOfOrdinaryNumbersAreExact() {
    Random random = new Random(5);
    ExactSum squares = new ExactSum();
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < 200; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      squares.addSquare(value);
      expected = expected.add(new BigDecimal(value).pow(2));
    }
    assertThat(squares.value()).isEqualByComparingTo(expected);
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> new ExactSum().add(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot sum [NaN]: it is not finite.");
    assertThatThrownBy(() -> new ExactSum().add(Double.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot sum [-Infinity]: it is not finite.");
  }

  /** Of any finite bit pattern: every exponent, both signs, subnormals. */
  private static List<Double> values(Random random, int count) {
    List<Double> values = new ArrayList<>();
    while (values.size() < count) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        values.add(random.nextInt(10) == 0 ? value * 0x1p-1000 : value);
      }
    }
    return values;
  }

  private static ExactSum sum(List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);
    return sum;
  }

  private static BigDecimal exact(List<Double> values) {
    return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
