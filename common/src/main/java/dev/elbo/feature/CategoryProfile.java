package dev.elbo.feature;

import java.util.List;

/**
 * What is known of the categories of a column.
 *
 * @param levels the most frequent, most frequent first
 * @param others rows of all other categories
 */
public record CategoryProfile(List<Level> levels, long others) {

  /**
   * A category.
   *
   * @param text of its cells
   * @param rows that have it
   */
  public record Level(String text, long rows) {
    public Level {
      if (text == null || rows < 0) {
        throw new IllegalArgumentException("[%d] rows of [%s]".formatted(rows, text));
      }
    }
  }

  public CategoryProfile {
    levels = List.copyOf(levels);
    if (others < 0 || levels.stream().map(Level::text).distinct().count() < levels.size()) {
      throw new IllegalArgumentException(
          "categories with [%d] rows of others, or one twice".formatted(others));
    }
  }
}
