package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.Schema;
import dev.elbo.settings.DataSettings;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
   * The columns that hold the features: those that the settings name, else all numeric ones and
   * those of categories; where there is none, the only one that holds more than a number a row. The
   * label is not among them.
   *
   * @param numeric those that hold numbers
   * @param packed those that hold the numbers of a whole row
   * @throws ElboException if a named column does not exist or none is left
   */
  List<String> choose(DataSettings settings, List<String> numeric, List<String> packed) {
    settings.label().ifPresent(label -> require("elbo.data.label", label));
    settings.columns().forEach(column -> require("elbo.data.columns", column));
    List<String> categorical = settings.kinds().categorical();
    categorical.forEach(column -> require("elbo.data.categorical", column));
    if (!settings.columns().isEmpty()) {
      return settings.columns();
    }
    List<String> columns =
        names.stream()
            .filter(column -> numeric.contains(column) || categorical.contains(column))
            .filter(column -> !settings.label().equals(Optional.of(column)))
            .toList();
    if (columns.isEmpty() && packed.size() == 1) {
      return packed;
    }
    if (columns.isEmpty()) {
      throw ElboException.data(
          "Cannot train on [%s]: none of its columns %s holds numbers. Name the features in elbo.data.columns."
              .formatted(path, shown()));
    }
    return columns;
  }

  /** The columns that hold neither features nor the label. */
  List<String> leftOut(List<String> chosen, Optional<String> label) {
    return names.stream()
        .filter(name -> !chosen.contains(name))
        .filter(name -> !label.equals(Optional.of(name)))
        .toList();
  }

  /** A column of a table; a name with dots is a name and no path into a struct. */
  static Column of(Dataset<Row> table, String name) {
    return table.col("`" + name.replace("`", "``") + "`");
  }

  /** Refuses a name that two columns have; Spark takes names that differ in case for the same. */
  void requireOnce(String column) {
    List<String> same = names.stream().filter(column::equalsIgnoreCase).toList();
    if (same.size() > 1) {
      throw ElboException.data(
          "Cannot use column [%s] of [%s]: the names %s are one to Spark. Rename or drop one of them."
              .formatted(column, path, same));
    }
  }

  /** The names, or the first ones of many. */
  String shown() {
    return names.size() <= SHOWN
        ? names.toString()
        : "%s and [%d] more".formatted(names.subList(0, SHOWN), names.size() - SHOWN);
  }

  /** Checks that the features can be the pixels of an image. */
  void requirePixels(Schema.ImageShape image, int features) {
    if (image.features() != features) {
      throw ElboException.data(
          "Cannot see images of [%s] pixels in [%s]: it has [%d] feature columns. Change elbo.data.image or elbo.data.columns."
              .formatted(image, path, features));
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
