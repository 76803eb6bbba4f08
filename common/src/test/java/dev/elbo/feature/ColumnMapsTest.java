package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ColumnMapsTest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  @Test
  void theSignedLogarithmIsOddKeepsZeroAndIsInverted() {
    assertThat(SignedLog.INSTANCE.apply(Math.E - 1)).isCloseTo(1, within(1e-15));
    assertThat(SignedLog.INSTANCE.apply(0)).isZero();
    for (double x : new double[] {1e-9, 0.5, 1234.5, 1e12}) {
      assertThat(SignedLog.INSTANCE.apply(-x)).isEqualTo(-SignedLog.INSTANCE.apply(x));
      double back = SignedLog.INSTANCE.invert(SignedLog.INSTANCE.apply(x));
      assertThat(back).isCloseTo(x, within(x * 1e-12));
    }
  }

  @Test
  void aRankBecomesTheNormalQuantile() {
    NormalScore score = new NormalScore(List.of(0.0, 10.0, 100.0, 1000.0, 10000.0));
    assertThat(score.apply(10)).isCloseTo(NORMAL.inverseCumulativeProbability(0.25), within(1e-12));
    assertThat(score.apply(100)).isCloseTo(0, within(1e-15));
    assertThat(score.apply(550))
        .isCloseTo(NORMAL.inverseCumulativeProbability(0.625), within(1e-12));
    assertThat(score.invert(NORMAL.inverseCumulativeProbability(0.625)))
        .isCloseTo(550, within(1e-9));
  }

  @Test
  void valuesBeyondTheKnotsHaveTheOutermostScore() {
    NormalScore score = new NormalScore(List.of(0.0, 1.0));
    double edge = NORMAL.inverseCumulativeProbability(0.999);
    assertThat(score.apply(1e9)).isCloseTo(edge, within(1e-12)).isEqualTo(score.apply(1));
    assertThat(score.apply(-1e9)).isCloseTo(-edge, within(1e-12));
    assertThat(score.invert(40)).isEqualTo(1);
    assertThat(score.invert(-40)).isZero();
  }

  @Test
  void aValueThatManyRowsShareHasTheMiddleOfTheirRanks() {
    NormalScore score = new NormalScore(List.of(0.0, 0.0, 0.0, 1.0, 2.0));
    assertThat(score.apply(0)).isCloseTo(NORMAL.inverseCumulativeProbability(0.25), within(1e-12));
    assertThat(score.invert(score.apply(0))).isZero();
  }

  @Test
  void knotsThatFallAreRefused() {
    assertThatThrownBy(() -> new NormalScore(List.of(1.0, 0.0)))
        .hasMessage("Cannot rank by the knots [1.0, 0.0]: give two at least, in rising order.");
  }

  @Test
  void levelsAreCodedInTheirOrderAndTheRestIsOther() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "city " + i).toList();
    Levels levels = new Levels(names, Levels.Others.CODE);
    assertThat(levels.count()).isEqualTo(101);
    for (int code = 0; code < 100; code++) {
      assertThat(levels.apply(CategoryKey.of(names.get(code)))).isEqualTo(code);
    }
    assertThat(levels.apply(CategoryKey.of("nowhere"))).isEqualTo(100);
    assertThat(levels.name(7)).isEqualTo("city 7");
    assertThat(levels.name(100)).isEqualTo("other");
  }

  @Test
  void withoutOthersAnUnknownLevelHasNoCode() {
    Levels levels = new Levels(List.of("a", "b"), Levels.Others.ERROR);
    assertThat(levels.count()).isEqualTo(2);
    assertThat(levels.apply(CategoryKey.of("c"))).isEqualTo(Levels.UNKNOWN);
  }

  @Test
  void aMissingCellStaysMissing() {
    for (ColumnMap map :
        List.of(
            ColumnMap.Straight.INSTANCE,
            SignedLog.INSTANCE,
            new NormalScore(List.of(0.0, 1.0)),
            new Levels(List.of("a"), Levels.Others.CODE))) {
      assertThat(map.apply(Double.NaN)).isNaN();
    }
  }

  @Test
  void keysAreWholeAndDiffer() {
    long different =
        IntStream.range(0, 100_000)
            .mapToDouble(i -> CategoryKey.of("level " + i))
            .peek(key -> assertThat(key).isEqualTo(Math.rint(key)).isBetween(0.0, 0x1p53))
            .distinct()
            .count();
    // Two of them alike have a chance of 6e-7.
    assertThat(different).isEqualTo(100_000);
  }
}
