package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnStatisticsTest {

  @Test
  void meanAndDeviationOfKnownCells() {
    ColumnStatistics statistics = of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(statistics.count()).isEqualTo(8);
    assertThat(statistics.mean()).isEqualTo(5);
    assertThat(statistics.deviation()).isEqualTo(2);
    assertThat(statistics.least()).isEqualTo(2);
    assertThat(statistics.greatest()).isEqualTo(9);
  }

  @Test
  void theLeastValueThatIsNotWholeIsKept() {
    assertThat(of(3, -2, 1e100, 0).leastFraction()).isInfinite();
    assertThat(of(3, 2.5, -0.5, Double.NaN).leastFraction()).isEqualTo(-0.5);
    ColumnStatistics both = of(1, 2);
    both.add(of(7.5, 0.25));
    assertThat(both.leastFraction()).isEqualTo(0.25);
  }

  @Test
  void aLargeOffsetDoesNotDrownTheDeviation() {
    ColumnStatistics statistics = of(1e15 + 1, 1e15 + 2, 1e15 + 3);
    assertThat(statistics.mean()).isEqualTo(1e15 + 2);
    assertThat(statistics.deviation()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-15));
  }

  @Test
  void aConstantColumnHasNoDeviation() {
    for (double cell : new double[] {0.1, 1e-50, -1e100, 1.0 / 3}) {
      ColumnStatistics statistics = of(cell, cell, cell, cell, cell, cell, cell);
      assertThat(statistics.mean()).isEqualTo(cell);
      assertThat(statistics.deviation()).isZero();
    }
  }

  @Test
  void equalCellsMayComeTogether() {
    ColumnStatistics together = new ColumnStatistics();
    together.add(255, 3);
    together.add(0, 2);
    together.add(7, 0);
    ColumnStatistics each = of(255, 255, 255, 0, 0);
    assertThat(together.count()).isEqualTo(5);
    assertThat(together.least()).isZero();
    assertThat(together.greatest()).isEqualTo(255);
    assertThat(together.mean()).isEqualTo(each.mean()).isEqualTo(153);
    assertThat(together.deviation()).isEqualTo(each.deviation());
  }

  @Test
  void missingCellsAreCountedAndNotSummed() {
    ColumnStatistics statistics = of(Double.NaN, -3, Double.NaN, 5);
    assertThat(statistics.missing()).isEqualTo(2);
    assertThat(statistics.count()).isEqualTo(2);
    assertThat(statistics.mean()).isEqualTo(1);
    assertThat(statistics.deviation()).isEqualTo(4);
  }

  @Test
  void aColumnOfNothingHasNoMoments() {
    ColumnStatistics statistics = of(Double.NaN);
    assertThat(statistics.mean()).isZero();
    assertThat(statistics.deviation()).isZero();
    assertThat(statistics.least()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(statistics.greatest()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void partsInAnyOrderGiveTheSameBits() {
    double[] cells = new Random(4).doubles(999, -1e6, 1e6).map(x -> x * x * x).toArray();
    cells[17] = Double.NaN;
    ColumnStatistics whole = of(cells);
    double[] reversed = new double[cells.length];
    Arrays.setAll(reversed, i -> cells[cells.length - 1 - i]);
    ColumnStatistics parts = new ColumnStatistics();
    for (int from = 0; from < reversed.length; from += 100) {
      parts.add(of(Arrays.copyOfRange(reversed, from, Math.min(from + 100, reversed.length))));
    }
    assertThat(parts.mean()).isEqualTo(whole.mean());
    assertThat(parts.deviation()).isEqualTo(whole.deviation());
    assertThat(parts.least()).isEqualTo(whole.least());
    assertThat(parts.greatest()).isEqualTo(whole.greatest());
    assertThat(parts.count()).isEqualTo(998);
    assertThat(parts.missing()).isEqualTo(1);
  }

  private static ColumnStatistics of(double... cells) {
    ColumnStatistics statistics = new ColumnStatistics();
    for (double cell : cells) {
      statistics.add(cell);
    }
    return statistics;
  }
}
