package dev.elbo.feature;

import java.util.Optional;

/**
 * What is known of the cells of a column of many rows: enough to tell whether those of other rows
 * are like them.
 *
 * @param name of the column
 * @param type of its cells
 * @param missing rows without a value
 * @param numbers none for categories, and where no row has a value
 * @param categories none for all others
 */
public record ColumnProfile(
    String name,
    ColumnType type,
    long missing,
    Optional<NumberProfile> numbers,
    Optional<CategoryProfile> categories) {

  public ColumnProfile {
    if (name == null || type == null || missing < 0) {
      throw new IllegalArgumentException(
          "column [%s] of type [%s] with [%d] missing cells".formatted(name, type, missing));
    }
  }
}
