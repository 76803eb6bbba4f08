package dev.elbo.job.data;

import dev.elbo.ElboException;
import dev.elbo.feature.ColumnStatistics;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Scaling;
import dev.elbo.feature.Schema;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The rows of Deeplearning4j's DataSets, whatever minibatches they come in: read once, checked, and
 * packed into the shards that a file of the same numbers and labels would give.
 *
 * <p>Labels are carried for the order of the rows alone. Those that repeat the features, as an
 * autoencoder's do, are none; of classes, one is 1, and its number is the label; a single one is
 * the label itself.
 */
public final class DataSetRows implements AutoCloseable {
  /** What messages call the data. */
  private static final String NAME = "RDD<DataSet>";

  /** Fewer rows than these are sorted before another task has started. */
  private static final long SORTED_ROWS = 20_000;

  private final JavaRDD<ParsedRow> rows;
  private final Profile profile;
  private final int features;

  private DataSetRows(JavaRDD<ParsedRow> rows, Profile profile, int features) {
    this.rows = rows;
    this.profile = profile;
    this.features = features;
  }

  /**
   * Reads the rows into Spark's cache, as one job.
   *
   * @param features that each row must have
   * @throws ElboException (data) naming the first bad cell
   */
  public static DataSetRows read(JavaRDD<DataSet> data, int features) {
    JavaRDD<ParsedRow> rows =
        data.flatMap(set -> parse(set, features).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Profile profile =
          Profile.of(
              rows,
              CellType.DOUBLE,
              new Profile.Wanted(Schema.ofNumbers(features), List.of(), Profile.Quantiles.UNWANTED),
              row -> true);
      profile
          .problem()
          .ifPresent(
              problem -> {
                throw ElboException.data(problem.message(NAME));
              });
      return new DataSetRows(rows, profile, features);
    } catch (Throwable e) { // Scala throws checked exceptions without declaring them
      rows.unpersist(false);
      throw e;
    }
  }

  /** How many there are. */
  public long count() {
    return profile.rows();
  }

  /**
   * Packs them.
   *
   * @throws ElboException (data) if there are fewer rows than shards, or the likelihood cannot
   *     explain a value
   */
  public Shards pack(int shards, long seed, Scaling scaling, Likelihood likelihood) {
    if (count() < shards) {
      throw ElboException.data(
          "Cannot cut [%d] rows of the %s into [%d] shards: a shard needs a row. Give the master fewer shards."
              .formatted(count(), NAME, shards));
    }
    requireSupport(scaling, likelihood);
    int cores = rows.context().defaultParallelism();
    int tasks = (int) Math.max(1, Math.min(cores, count() / SORTED_ROWS));
    CanonicalOrder order = new CanonicalOrder(seed, tasks);
    RowFormat format = RowFormat.of(CellType.DOUBLE, Preparation.of(scaling));
    JavaRDD<RawRow> raw = rows.map(ParsedRow::row);
    return Shards.cache(
        "shards of DataSets",
        Packing.pack(order.sort(raw), order.counts(raw), format, shards),
        format);
  }

  /** Frees the rows; what is packed stays. */
  @Override
  public void close() {
    rows.unpersist(false);
  }

  private static List<ParsedRow> parse(DataSet set, int features) {
    if (set.hasMaskArrays()) {
      return List.of(bad("", "a mask", "which rows have no use for", "Leave masked rows out."));
    }
    INDArray x = set.getFeatures();
    if (x.rank() != 2 || x.size(1) != features) {
      return List.of(
          bad(
              "",
              "an array of shape " + java.util.Arrays.toString(x.shape()),
              "and the layer takes [rows, %d]".formatted(features),
              "Set nIn to the width of the data."));
    }
    double[] cells = doubles(x);
    INDArray y = set.getLabels();
    double[] labels = y == null || isAutoencoders(x, y) ? new double[0] : doubles(y);
    int rows = Math.toIntExact(x.size(0));
    List<ParsedRow> parsed = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] row = java.util.Arrays.copyOfRange(cells, i * features, (i + 1) * features);
      parsed.add(parse(row, labels, i, labels.length / rows));
    }
    return parsed;
  }

  private static ParsedRow parse(double[] row, double[] labels, int index, int width) {
    for (int j = 0; j < row.length; j++) {
      if (!Double.isFinite(row[j])) {
        return bad(
            Integer.toString(j),
            Double.toString(row[j]),
            "which is no finite number",
            "Mend or leave out the row.");
      }
    }
    String label = null;
    if (width > 0) {
      label = label(java.util.Arrays.copyOfRange(labels, index * width, (index + 1) * width));
      if (label == null) {
        return bad(
            "",
            "labels that are neither its features nor one of [%d] classes".formatted(width),
            "and the layer is trained on features alone",
            "Give DataSet(x, x).");
      }
    }
    return ParsedRow.of(new RawRow(CellType.pack(row), label));
  }

  /** The label in words; null for what is none. */
  private static String label(double[] labels) {
    if (labels.length == 1) {
      return labels[0] == Math.rint(labels[0])
          ? Long.toString((long) labels[0])
          : Double.toString(labels[0]);
    }
    int found = -1;
    for (int c = 0; c < labels.length; c++) {
      if (labels[c] == 1 && found < 0) {
        found = c;
      } else if (labels[c] != 0) {
        return null;
      }
    }
    return found < 0 ? null : Integer.toString(found);
  }

  private static boolean isAutoencoders(INDArray x, INDArray y) {
    return x == y || (x.equalShapes(y) && x.equals(y.castTo(x.dataType())));
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static ParsedRow bad(String column, String value, String reason, String remedy) {
    return ParsedRow.bad(new Problem(NAME, column, value, reason, remedy));
  }

  private void requireSupport(Scaling scaling, Likelihood likelihood) {
    for (int i = 0; i < features; i++) {
      ColumnLikelihood law =
          likelihood instanceof Mixed mixed
              ? mixed.columns().get(i)
              : (ColumnLikelihood) likelihood;
      ColumnStatistics column = profile.column(i);
      float least = scaling.apply(i, column.least());
      float greatest = scaling.apply(i, column.greatest());
      switch (law.support()) {
        case REAL -> {}
        case UNIT -> {
          if (least < 0 || greatest > 1) {
            throw misfit(law, i, least < 0 ? least : greatest, "outside [0, 1]");
          }
        }
        case COUNTS, CODES -> {
          if (least < 0 || Double.isFinite(column.leastFraction())) {
            double value = least < 0 ? least : column.leastFraction();
            throw misfit(law, i, value, "no whole number from 0 on");
          }
          if (law instanceof Categorical c && greatest >= c.categories()) {
            throw misfit(law, i, greatest, "none of the [%d] codes".formatted(c.categories()));
          }
        }
      }
    }
  }

  private static ElboException misfit(ColumnLikelihood law, int column, double value, String why) {
    return ElboException.data(
        "Cannot use the likelihood [%s] on the %s: feature [%d] holds [%s], %s. Scale the data, give the master its normalizer, or give the layer another likelihood."
            .formatted(law.name(), NAME, column, value, why));
  }
}
