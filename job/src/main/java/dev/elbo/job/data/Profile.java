package dev.elbo.job.data;

import dev.elbo.feature.Bins;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.ColumnType;
import dev.elbo.feature.RowHash;
import dev.elbo.feature.Schema;
import dev.elbo.feature.SignedLog;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/**
 * What one pass over the rows finds: how many there are, the statistics of each column, a
 * fingerprint, and the first thing that is wrong. Independent of the order of the rows and of how
 * they are spread over files and tasks.
 */
public final class Profile implements Serializable {
  private static final long serialVersionUID = 1;

  /** Profiles are small, and few batches are many. */
  private static final int MERGING_TASKS = 16;

  private final CellType cellType;
  private final ColumnStatistics[] columns;

  /** Of the logarithms of columns, which are scaled; null for the others. */
  private final ColumnStatistics[] logs;

  /** Of columns of categories; null for the others. */
  private final Levelling[] levels;

  /** How many cells of columns are in which bin of {@link Wanted}; null for the others. */
  private final long[][] binned;

  private final double[][] edges;

  /** Null where nobody asks for quantiles. */
  private final QuantileSample sample;

  /** How often each column holds each byte, until they become statistics; else null. */
  private transient long[] bytes;

  private long rows;
  private long dropped;
  private long fingerprintHigh;
  private long fingerprintLow;
  private Problem problem;

  private Profile(CellType cellType, Wanted wanted) {
    this.cellType = cellType;
    this.columns = new ColumnStatistics[wanted.isLog.length];
    this.logs = new ColumnStatistics[columns.length];
    this.levels = new Levelling[columns.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnStatistics();
      logs[i] = wanted.isLog[i] ? new ColumnStatistics() : null;
      levels[i] = wanted.isCategory[i] ? new Levelling() : null;
    }
    this.edges = wanted.edges;
    this.binned = new long[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      binned[i] = edges[i] == null ? null : new long[edges[i].length + 1];
    }
    this.sample =
        wanted.quantiles == Quantiles.UNWANTED ? null : new QuantileSample(wanted.quantiles.rows);
  }

  /** What is gathered besides plain statistics. A class, since it travels with tasks. */
  static final class Wanted implements Serializable {
    private static final long serialVersionUID = 1;

    private final boolean[] isCategory;
    private final boolean[] isLog;
    private final Quantiles quantiles;
    private final double[][] edges;

    /**
     * What to gather of the columns of a schema.
     *
     * @param logs columns of which the logarithm is measured, too
     */
    Wanted(Schema schema, List<String> logs, Quantiles quantiles) {
      this(schema, logs, quantiles, new double[schema.features()][]);
    }

    /**
     * The same, and numbers counted in bins.
     *
     * @param edges of the bins of each column, as {@link Bins} has them; null for those that are
     *     not counted
     */
    Wanted(Schema schema, List<String> logs, Quantiles quantiles, double[][] edges) {
      this.edges = edges;
      this.isCategory = new boolean[schema.features()];
      this.isLog = new boolean[schema.features()];
      for (int i = 0; i < isCategory.length; i++) {
        isCategory[i] = schema.type(i).kind() == ColumnType.Kind.CATEGORY;
        isLog[i] = logs.contains(schema.columns().get(i));
      }
      this.quantiles = quantiles;
    }
  }

  /** Whether quantiles are asked for, which takes a sample of the rows. */
  enum Quantiles {
    /** The rank of a quantile has a standard error of at most 0.4 %. */
    WANTED(1 << 14),
    /** Of at most 0.8 %, in a fourth of the memory. */
    COARSE(1 << 12),
    UNWANTED(0);

    private final int rows;

    Quantiles(int rows) {
      this.rows = rows;
    }
  }

  /**
   * One Spark job over parsed rows.
   *
   * @param chosen the rows that count; of the others their problems and the texts they bring along
   */
  static Profile of(
      JavaRDD<ParsedRow> rows, CellType cellType, Wanted wanted, Function<RawRow, Boolean> chosen) {
    if (rows.getNumPartitions() == 0) {
      return new Profile(cellType, wanted);
    }
    return rows.mapPartitions(
            part -> {
              Profile profile = new Profile(cellType, wanted);
              while (part.hasNext()) {
                profile.add(part.next(), chosen);
              }
              profile.settle();
              return List.of(profile).iterator();
            })
        .treeReduce(Profile::merge);
  }

  /** The same of each of several batches, still one Spark job. */
  static Map<String, Profile> ofEach(
      JavaPairRDD<String, ParsedRow> rows, CellType cellType, Wanted wanted) {
    if (rows.getNumPartitions() == 0) {
      return Map.of();
    }
    return rows.mapPartitionsToPair(
            part -> {
              Map<String, Profile> profiles = new HashMap<>();
              while (part.hasNext()) {
                Tuple2<String, ParsedRow> row = part.next();
                profiles
                    .computeIfAbsent(row._1(), batch -> new Profile(cellType, wanted))
                    .add(row._2(), chosen -> true);
              }
              profiles.values().forEach(Profile::settle);
              return profiles.entrySet().stream()
                  .map(batch -> new Tuple2<>(batch.getKey(), batch.getValue()))
                  .iterator();
            })
        .reduceByKey(Profile::merge, Math.min(rows.getNumPartitions(), MERGING_TASKS))
        .collectAsMap();
  }

  private void add(ParsedRow parsed, Function<RawRow, Boolean> chosen) throws Exception {
    if (parsed.problem() != null) {
      problem = first(problem, parsed.problem());
      return;
    }
    for (int i = 0; parsed.texts() != null && i < parsed.texts().length; i++) {
      if (parsed.texts()[i] != null) {
        levels[i].name(parsed.texts()[i]);
      }
    }
    if (parsed.row() == null) {
      dropped += parsed.texts() == null ? 1 : 0;
      return;
    }
    if (!chosen.call(parsed.row())) {
      return;
    }
    rows++;
    byte[] content = parsed.row().content();
    add(content);
    RowHash hash = parsed.row().hash();
    fingerprintHigh += hash.high();
    fingerprintLow += hash.low();
    if (sample != null) {
      sample.add(hash, content);
    }
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
      double cell = cellType.cell(content, i);
      columns[i].add(cell);
      if (levels[i] != null) {
        levels[i].count(cell);
      }
      if (binned[i] != null && !Double.isNaN(cell)) {
        binned[i][Bins.of(edges[i], cell)]++;
      }
      if (logs[i] != null) {
        logs[i].add(SignedLog.INSTANCE.apply(cell));
      }
    }
  }

  private void settle() {
    for (int i = 0; bytes != null && i < columns.length; i++) {
      for (int b = 0; b < 1 << Byte.SIZE; b++) {
        long times = bytes[(i << Byte.SIZE) | b];
        columns[i].add(b, times);
        if (binned[i] != null) {
          binned[i][Bins.of(edges[i], b)] += times;
        }
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
      if (levels[i] != null) {
        levels[i].add(other.levels[i]);
      }
      for (int bin = 0; binned[i] != null && bin < binned[i].length; bin++) {
        binned[i][bin] += other.binned[i][bin];
      }
      if (logs[i] != null) {
        logs[i].add(other.logs[i]);
      }
    }
    if (sample != null) {
      sample.add(other.sample);
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

  /** The statistics of what is scaled of a column: its raw cells or their logarithms. */
  ColumnStatistics mapped(int index) {
    return logs[index] == null ? columns[index] : logs[index];
  }

  /** The levels of a column of categories. */
  Levelling levels(int column) {
    return levels[column];
  }

  /** Whether quantiles can be told. */
  boolean isSampled() {
    return sample != null;
  }

  /** The cells of a column in the bins that were wanted; none if none were. */
  Optional<Bins> bins(int column) {
    return binned[column] == null
        ? Optional.empty()
        : Optional.of(Bins.of(edges[column], binned[column]));
  }

  /** The sampled cells of a column between edges. */
  Bins sampled(int column, double[] between) {
    return Bins.of(between, sample.counts(cellType, column, between));
  }

  /**
   * Quantiles of the raw cells of a column, as {@link QuantileSample#quantiles} gives them; the
   * profile must have been made for them.
   */
  List<Double> quantiles(int column, int steps) {
    return sample.quantiles(cellType, column, steps);
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
