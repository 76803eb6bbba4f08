package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import java.util.List;
import java.util.Optional;

/** Chooses the features of a table among its columns. */
final class Columns {
  private Columns() {}

  /**
   * The columns that the settings name, else all numeric ones; the label is not among them.
   *
   * @param present all columns of the data
   * @param numeric those that hold numbers
   * @throws ElboException if a named column does not exist or none is left
   */
  static Schema choose(
      String path, DataSettings settings, List<String> present, List<String> numeric) {
    settings.label().ifPresent(label -> require(path, "elbo.data.label", label, present));
    settings.columns().forEach(column -> require(path, "elbo.data.columns", column, present));
    List<String> columns =
        settings.columns().isEmpty()
            ? numeric.stream()
                .filter(column -> !settings.label().equals(Optional.of(column)))
                .toList()
            : settings.columns();
    if (columns.isEmpty()) {
      throw ElboException.data(
          "Cannot train on [%s]: none of its columns %s holds numbers. Name the features in elbo.data.columns."
              .formatted(path, present));
    }
    settings.image().ifPresent(image -> requirePixels(path, image, columns));
    return new Schema(columns, settings.label(), settings.image());
  }

  private static void requirePixels(String path, Schema.ImageShape image, List<String> columns) {
    if (image.height() * image.width() != columns.size()) {
      throw ElboException.data(
          "Cannot see images of [%d x %d] pixels in [%s]: it has [%d] feature columns. Change elbo.data.image or elbo.data.columns."
              .formatted(image.height(), image.width(), path, columns.size()));
    }
  }

  private static void require(String path, String setting, String column, List<String> present) {
    if (!present.contains(column)) {
      throw ElboException.data(
          "Cannot find column [%s] in [%s]: it has the columns %s. Change %s."
              .formatted(column, path, present, setting));
    }
  }
}
