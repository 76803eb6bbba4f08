package dev.elbo.job.data;

import dev.elbo.feature.RowHash;
import java.io.Serializable;

/**
 * One row as it was read: its cells, packed as {@link CellType} says, before any scaling. A class,
 * since Kryo, where somebody sets it, cannot read records.
 */
public final class RawRow implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[] content;
  private final String label;

  /**
   * A row.
   *
   * @param content the cells in the order of the schema
   * @param label null if there is none
   */
  public RawRow(byte[] content, String label) {
    this.content = content;
    this.label = label;
  }

  /** The cells in the order of the schema. */
  public byte[] content() {
    return content;
  }

  /** Null if there is none. */
  public String label() {
    return label;
  }

  RowHash hash() {
    return RowHash.of(content, label);
  }
}
