package dev.elbo.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.feature.Preparation.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static final List<ColumnMap> MAPS =
      List.of(
          ColumnMap.Straight.INSTANCE,
          SignedLog.INSTANCE,
          new Levels(List.of("blue", "red"), Levels.Others.CODE));

  private static Scaling scaling(List<Double> fill) {
    return new Scaling("standard", List.of(10.0, 1.0, 0.0), List.of(0.5, 2.0, 1.0), fill);
  }

  private static Preparation with(Missing missing, List<Double> fill) {
    return new Preparation(MAPS, scaling(fill), missing);
  }

  @Test
  void aCellIsMappedThenScaled() {
    Preparation preparation = with(Missing.REFUSED, List.of());
    assertThat(preparation.apply(0, 14)).isEqualTo(2);
    assertThat(preparation.apply(1, Math.exp(3) - 1)).isCloseTo(4, within(1e-6f));
    assertThat(preparation.apply(2, CategoryKey.of("red"))).isEqualTo(1);
  }

  @Test
  void whatIsInvertedIsTheRawNumber() {
    Preparation preparation = with(Missing.REFUSED, List.of());
    assertThat(preparation.invert(0, 2)).isEqualTo(14);
    assertThat(preparation.invert(1, 4)).isCloseTo(Math.exp(3) - 1, within(1e-12));
    assertThat(preparation.invert(2, 0)).isEqualTo(CategoryKey.of("blue"));
  }

  @Test
  void aMissingCellIsFilledBeforeItIsMapped() {
    Preparation filled =
        with(Missing.FILLED, List.of(12.0, Math.exp(2) - 1, CategoryKey.of("red")));
    assertThat(filled.apply(0, Double.NaN)).isEqualTo(1);
    assertThat(filled.apply(1, Double.NaN)).isCloseTo(2, within(1e-6f));
    assertThat(filled.apply(2, Double.NaN)).isEqualTo(1);
  }

  @Test
  void aMissingCellThatIsKeptIsNoNumber() {
    Preparation kept = with(Missing.KEPT, List.of());
    for (int column = 0; column < 3; column++) {
      assertThat(kept.apply(column, Double.NaN)).isNaN();
    }
  }

  @Test
  void onlyColumnsThatAreScaledAlikeAreUniform() {
    assertThat(with(Missing.REFUSED, List.of()).isUniform()).isFalse();
    assertThat(Preparation.of(scaling(List.of())).isUniform()).isFalse();
    Scaling alike = new Scaling("unit", List.of(0.0, 0.0), List.of(0.5, 0.5), List.of());
    assertThat(Preparation.of(alike).isUniform()).isTrue();
  }

  @Test
  void mapsAndScalingOfDifferentColumnsAreRefused() {
    assertThatThrownBy(
            () -> new Preparation(MAPS.subList(0, 2), scaling(List.of()), Missing.REFUSED))
        .hasMessage(
            "Cannot prepare rows: there are [2] maps and the scaling of [3] columns. Give one a column.");
  }
}
