package dev.elbo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.feature.Schema;
import dev.elbo.report.ReportData.Latents;
import dev.elbo.report.ReportData.Rows;
import dev.elbo.report.ReportData.Unit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportDataTest {
  private static final Schema TWO_COLUMNS =
      new Schema(List.of("a", "b"), Optional.empty(), Optional.empty());

  @Test
  void rowsOfAnotherWidthAreRefused() {
    Rows rows =
        new Rows.Table(List.of(), List.of(), List.of(List.of("1", "2", "3")), Examples.nothing());
    assertThatThrownBy(() -> rows.check(TWO_COLUMNS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot show a row: it has [3] values, the schema says [2]. Give one value a feature.");
  }

  @Test
  void imagesWithoutAShapeAreRefused() {
    Rows rows = new Rows.Images(List.of(), List.of(), List.of());
    assertThatThrownBy(() -> rows.check(TWO_COLUMNS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot show images: the schema names no height and width [columns 2]. Give the rows"
                + " as a table.");
  }

  @Test
  void originalsWithoutReconstructionsAreRefused() {
    assertThatThrownBy(
            () ->
                new Rows.Table(
                    List.of(List.of("1", "2")), List.of(), List.of(), Examples.nothing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot pair originals and reconstructions: their numbers differ [1, 0]. Give one"
                + " reconstruction an original.");
  }

  @Test
  void labelsMustMatchTheMeans() {
    assertThatThrownBy(() -> new Latents(List.of(new float[2]), List.of("a", "b"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot colour the latent means: there are [1] rows and [2] labels. Give one label a"
                + " row, or none.");
  }

  @Test
  void meansMustHaveOneWidth() {
    List<float[]> means = List.of(new float[2], new float[3]);
    assertThatThrownBy(() -> new Latents(means, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot draw the latent means: rows have [2, 3] latents. Give every row the same.");
  }

  @Test
  void aUnitIsActiveAboveTheThreshold() {
    assertThat(new Unit(1, 0.0101).active()).isTrue();
    assertThat(new Unit(1, 0.01).active()).isFalse();
    assertThat(new Unit(1, Double.NaN).active()).isFalse();
  }
}
