package dev.elbo.vae;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * What the encoder reads of a row, which has one cell a column. A number is read as it is; a code
 * as zeros and a one in its place; a missing cell, which is NaN, as zeros, and for some columns as
 * a one in a place that tells of it.
 *
 * @param categories of each column; 0 if its cells are numbers
 * @param flagged columns of which the encoder reads whether the cell is missing, from 0, rising
 */
public record Inputs(List<Integer> categories, List<Integer> flagged) implements Serializable {

  public Inputs {
    categories = List.copyOf(categories);
    flagged = List.copyOf(flagged);
    for (int column : flagged) {
      if (column < 0 || column >= categories.size()) {
        throw new IllegalArgumentException(
            "Cannot flag column [%d]: there are [%d]. Count from 0."
                .formatted(column, categories.size()));
      }
    }
  }

  /** Numbers that are never missing: what is read is the row. */
  public static Inputs cells(int features) {
    return new Inputs(Collections.nCopies(features, 0), List.of());
  }

  /** Whether what is read is the row as it is. */
  public boolean isCells() {
    return flagged.isEmpty() && categories.stream().allMatch(count -> count == 0);
  }

  /** How many numbers the encoder reads. */
  public int width() {
    return flagged.size() + categories.stream().mapToInt(count -> Math.max(count, 1)).sum();
  }
}
