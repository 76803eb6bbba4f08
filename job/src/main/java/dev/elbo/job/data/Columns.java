package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a table, among which features are chosen.
 *
 * @param path of the table, for messages
 * @param setting that gave the path
 * @param names of all columns
 */
record Columns(String path, String setting, List<String> names) {
  /** Names that a message lists. */
  private static final int SHOWN = 20;

  /**
   * The columns that the settings name, else all numeric ones; the label is not among them.
   *
   * @param numeric those that hold numbers
   * @throws ElboException if a named column does not exist or none is left
   */
  Schema choose(DataSettings settings, List<String> numeric) {
    settings.label().ifPresent(label -> require("elbo.data.label", label));
    settings.columns().forEach(column -> require("elbo.data.columns", column));
    List<String> columns =
        settings.columns().isEmpty()
            ? numeric.stream()
                .filter(column -> !settings.label().equals(Optional.of(column)))
                .toList()
            : settings.columns();
    if (columns.isEmpty()) {
      throw ElboException.data(
          "Cannot train on [%s]: none of its columns %s holds numbers. Name the features in elbo.data.columns."
              .formatted(path, shown()));
    }
    settings.image().ifPresent(image -> requirePixels(image, columns));
    return new Schema(columns, settings.label(), settings.image());
  }

  /** The columns that are neither features nor the label. */
  List<String> leftOut(Schema schema) {
    return names.stream()
        .filter(name -> !schema.columns().contains(name))
        .filter(name -> !schema.label().equals(Optional.of(name)))
        .toList();
  }

  /** The names, or the first ones of many. */
  String shown() {
    return names.size() <= SHOWN
        ? names.toString()
        : "%s and [%d] more".formatted(names.subList(0, SHOWN), names.size() - SHOWN);
  }

  private void requirePixels(Schema.ImageShape image, List<String> columns) {
    if (image.height() * image.width() != columns.size()) {
      throw ElboException.data(
          "Cannot see images of [%d x %d] pixels in [%s]: it has [%d] feature columns. Change elbo.data.image or elbo.data.columns."
              .formatted(image.height(), image.width(), path, columns.size()));
    }
  }

  private void require(String chosenBy, String column) {
    if (!names.contains(column)) {
      throw ElboException.data(
          "Cannot find column [%s] in [%s]: it has the columns %s. Change %s or %s."
              .formatted(column, path, shown(), chosenBy, setting));
    }
  }
}
