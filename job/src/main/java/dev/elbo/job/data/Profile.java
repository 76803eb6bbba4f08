package dev.elbo.job.data;

import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.RowHash;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;

/**
 * What one pass over the rows finds: how many there are, the statistics of each column, a
 * fingerprint, and the first thing that is wrong. Independent of the order of the rows and of how
 * they are spread over files and tasks.
 */
public final class Profile implements Serializable {
  private static final long serialVersionUID = 1;

  private final CellType cellType;
  private final ColumnStatistics[] columns;

  /** How often each column holds each byte, until they become statistics; else null. */
  private transient long[] bytes;

  private long rows;
  private long dropped;
  private long fingerprintHigh;
  private long fingerprintLow;
  private Problem problem;

  private Profile(CellType cellType, int features) {
    this.cellType = cellType;
    this.columns = new ColumnStatistics[features];
    for (int i = 0; i < features; i++) {
      columns[i] = new ColumnStatistics();
    }
  }

  /** One Spark job over parsed rows. */
  static Profile of(JavaRDD<ParsedRow> rows, CellType cellType, int features) {
    if (rows.getNumPartitions() == 0) {
      return new Profile(cellType, features);
    }
    return rows.mapPartitions(
            part -> {
              Profile profile = new Profile(cellType, features);
              part.forEachRemaining(profile::add);
              profile.settle();
              return List.of(profile).iterator();
            })
        .treeReduce(Profile::merge);
  }

  private void add(ParsedRow parsed) {
    if (parsed.problem() != null) {
      problem = first(problem, parsed.problem());
      return;
    }
    if (parsed.row() == null) {
      dropped++;
      return;
    }
    rows++;
    add(parsed.row().content());
    RowHash hash = parsed.row().hash();
    fingerprintHigh += hash.high();
    fingerprintLow += hash.low();
  }

  private void add(byte[] content) {
    if (cellType == CellType.BYTE) {
      bytes = bytes == null ? new long[columns.length << Byte.SIZE] : bytes;
      for (int i = 0; i < columns.length; i++) {
        bytes[(i << Byte.SIZE) | (content[i] & 0xFF)]++;
      }
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(cellType.cell(content, i));
    }
  }

  private void settle() {
    for (int i = 0; bytes != null && i < columns.length; i++) {
      for (int b = 0; b < 1 << Byte.SIZE; b++) {
        columns[i].add(b, bytes[(i << Byte.SIZE) | b]);
      }
    }
    bytes = null;
  }

  private Profile merge(Profile other) {
    rows += other.rows;
    dropped += other.dropped;
    fingerprintHigh += other.fingerprintHigh;
    fingerprintLow += other.fingerprintLow;
    problem = first(problem, other.problem);
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(other.columns[i]);
    }
    return this;
  }

  /** Rows that can be used. */
  public long rows() {
    return rows;
  }

  /** Rows left out because a cell is missing. */
  public long dropped() {
    return dropped;
  }

  /** The statistics of the raw cells of one column. */
  public ColumnStatistics column(int index) {
    return columns[index];
  }

  /** The first problem in the order of files, columns and values. */
  Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }

  /** 32 hex digits: the sum of the hashes of the rows, whatever their order. */
  public String fingerprint() {
    return "%016x%016x".formatted(fingerprintHigh, fingerprintLow);
  }

  private static Problem first(Problem a, Problem b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }
}
