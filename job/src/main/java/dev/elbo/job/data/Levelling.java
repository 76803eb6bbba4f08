package dev.elbo.job.data;

import dev.elbo.feature.CategoryKey;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of a column of categories and how often each occurs, whatever the order of the rows:
 * what a pass over them gathers.
 */
final class Levelling implements Serializable {
  private static final long serialVersionUID = 1;

  /** More is an identity rather than a category, and a row of weights for each. */
  static final int MOST = 4096;

  private final Map<Double, String> texts = new HashMap<>();
  private final Map<Double, Long> counts = new HashMap<>();
  private boolean isOver;

  /** A level that a row may have. */
  void name(String text) {
    if (texts.size() <= MOST) {
      texts.putIfAbsent(CategoryKey.of(text), text);
    }
  }

  /** A row that has a level, by its key; NaN for a missing one. */
  void count(double key) {
    if (!Double.isNaN(key)) {
      count(key, 1);
    }
  }

  private void count(double key, long times) {
    if (counts.size() < MOST || counts.containsKey(key)) {
      counts.merge(key, times, Long::sum);
    } else {
      isOver = true;
    }
  }

  void add(Levelling other) {
    isOver |= other.isOver;
    other.texts.values().forEach(this::name);
    other.counts.forEach(this::count);
  }

  /** Whether there are too many levels to tell them apart. */
  boolean isOver() {
    return isOver;
  }

  /** The levels that rows have, the most frequent first, equals by their text. */
  List<Level> levels() {
    return counts.entrySet().stream()
        .map(entry -> new Level(texts.get(entry.getKey()), entry.getValue()))
        .sorted(Comparator.comparingLong(Level::rows).reversed().thenComparing(Level::text))
        .toList();
  }

  /** A level and how many rows have it. */
  record Level(String text, long rows) {}
}
