package dev.elbo.feature;

import java.util.List;
import java.util.Optional;

/**
 * What is known of many rows, kept with the model that was trained on them.
 *
 * @param rows how many there are
 * @param columns in the order in which the network sees them
 */
public record TableProfile(long rows, List<ColumnProfile> columns) {

  public TableProfile {
    columns = List.copyOf(columns);
    if (columns.stream().map(ColumnProfile::name).distinct().count() < columns.size()) {
      throw new IllegalArgumentException("a column twice");
    }
    for (ColumnProfile column : columns) {
      if (column.missing() > rows) {
        throw new IllegalArgumentException(
            "[%d] cells missing of [%d] in column [%s]"
                .formatted(column.missing(), rows, column.name()));
      }
    }
  }

  /** A column by its name. */
  public Optional<ColumnProfile> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
