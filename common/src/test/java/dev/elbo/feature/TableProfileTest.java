package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableProfileTest {
  private static final double[] EDGES = {-1, 0, 2.5};

  @Test
  void anEdgeBelongsToTheBinBelowIt() {
    assertThat(Bins.of(EDGES, Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Bins.of(EDGES, -1)).isZero();
    assertThat(Bins.of(EDGES, -0.5)).isEqualTo(1);
    assertThat(Bins.of(EDGES, 0)).isEqualTo(1);
    assertThat(Bins.of(EDGES, Double.MIN_VALUE)).isEqualTo(2);
    assertThat(Bins.of(EDGES, 2.5)).isEqualTo(2);
    assertThat(Bins.of(EDGES, 2.6)).isEqualTo(3);
    assertThat(Bins.of(new double[0], 7)).isZero();
  }

  @Test
  void whatIsNoProfileIsRefused() {
    assertThatThrownBy(() -> Bins.of(new double[] {1, 1}, new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edges [1.0, 1.0] and counts [0, 0, 0] are no bins");
    assertThatThrownBy(() -> Bins.of(new double[] {Double.NaN}, new long[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bins.of(new double[] {1}, new long[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bins.of(new double[] {1}, new long[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class);
    Bins bins = Bins.of(new double[0], new long[1]);
    assertThatThrownBy(() -> new NumberProfile(2, 1, 0, 0, bins, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numbers [2.0, 1.0, 0.0, 0.0] are not those of a column");
    assertThatThrownBy(
            () -> new NumberProfile(0, Double.POSITIVE_INFINITY, 0, 0, bins, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    CategoryProfile.Level level = new CategoryProfile.Level("a", 1);
    assertThatThrownBy(() -> new CategoryProfile(List.of(level, level), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("categories with [0] rows of others, or one twice");
  }

  @Test
  void aColumnIsThereOnceAndHasNoMoreCellsThanRows() {
    ColumnProfile column =
        new ColumnProfile("x", ColumnType.DOUBLE, 3, Optional.empty(), Optional.empty());
    assertThat(new TableProfile(3, List.of(column)).column("x")).contains(column);
    assertThat(new TableProfile(3, List.of(column)).column("y")).isEmpty();
    assertThatThrownBy(() -> new TableProfile(2, List.of(column)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[3] cells missing of [2] in column [x]");
    assertThatThrownBy(() -> new TableProfile(3, List.of(column, column)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a column twice");
  }
}
