package dev.elbo.job.data;

import dev.elbo.feature.RowHash;
import java.io.Serializable;

/**
 * One row as it was read: its cells, packed as {@link CellType} says, before any scaling.
 *
 * @param content the cells in the order of the schema
 * @param label null if there is none
 */
public record RawRow(byte[] content, String label) implements Serializable {

  RowHash hash() {
    return RowHash.of(content, label);
  }
}
