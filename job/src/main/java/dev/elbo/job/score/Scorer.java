package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.feature.Preparation;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.SavedNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A trained model that scores the rows of DataFrames: where its latents are centered, and its ELBO.
 *
 * <p>The ELBO is estimated with one sample of z, whose noise is keyed by the seed and by what the
 * network sees of the row, as the validation ELBO is in training: it depends on neither the place
 * of a row nor the partitions, and of the rows held out it has the mean that training reported.
 */
public final class Scorer {
  /**
   * What is added to a row: {@code latent}, the center of q(z|x), [size of z]; {@code elbo}, which
   * is reconstruction minus KL; {@code reconstruction}, log p(x|z); {@code kl}; the three in nats.
   */
  public static final StructType COLUMNS =
      new StructType()
          .add("latent", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("elbo", DataTypes.DoubleType, false)
          .add("reconstruction", DataTypes.DoubleType, false)
          .add("kl", DataTypes.DoubleType, false);

  private final SavedNetwork network;
  private final List<String> features;
  private final Preparation preparation;
  private final long seed;

  private Scorer(SavedNetwork network, List<String> features, Preparation preparation, long seed) {
    this.network = network;
    this.features = features;
    this.preparation = preparation;
    this.seed = seed;
  }

  /** A scorer with the seed of training. */
  public static Scorer of(Model model) {
    return new Scorer(
        SavedNetwork.of(model),
        model.metadata().schema().columns(),
        model.metadata().preparation(),
        model.metadata().provenance().seed());
  }

  /**
   * A scorer with a model out of a directory, on any file system of Hadoop's.
   *
   * @throws ElboException (data) if it is missing or damaged
   */
  public static Scorer load(SparkSession spark, String directory) {
    return of(ModelDirectory.read(spark.sparkContext().hadoopConfiguration(), new Path(directory)));
  }

  /** The same with other noise. */
  public Scorer withSeed(long other) {
    return new Scorer(network, features, preparation, other);
  }

  /**
   * Adds {@link #COLUMNS} to the rows. Nothing runs before the result is used, and then only what
   * its user selects; a row whose encoding overflows has NaN for an ELBO.
   *
   * @param rows that have the model's columns, as numbers, and any others
   * @throws ElboException (data) if a column is missing, of another type, or there twice. A cell
   *     that cannot be used fails the job, with one of these among the causes
   */
  public Dataset<Row> score(Dataset<Row> rows) {
    return score(rows, new FeatureColumns(features));
  }

  /**
   * Adds {@link #COLUMNS} to rows that have all features in one column, as images often are.
   *
   * @param column of arrays of numbers, or a binary one with a byte from 0 to 255 a feature
   * @throws ElboException as {@link #score(Dataset)} does
   */
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    return score(rows, new PackedFeatures(column, features.size()));
  }

  private Dataset<Row> score(Dataset<Row> rows, Features where) {
    List<String> names = List.of(rows.schema().fieldNames());
    requireOneEach(names);
    requireNew(names);
    where.requireIn(rows.schema());
    return rows.sparkSession().baseRelationToDataFrame(new ScoredRelation(rows, where, this));
  }

  SavedNetwork network() {
    return network;
  }

  long seed() {
    return seed;
  }

  Preparation preparation() {
    return preparation;
  }

  private static void requireOneEach(List<String> names) {
    Optional<String> twice =
        names.stream().filter(n -> names.indexOf(n) != names.lastIndexOf(n)).findFirst();
    if (twice.isPresent()) {
      throw ElboException.data(
          "Cannot score the rows: they have the column [%s] twice. Rename or drop one of the two."
              .formatted(twice.get()));
    }
  }

  private static void requireNew(List<String> names) {
    // Spark takes names that differ in case only for one.
    Optional<String> taken =
        names.stream()
            .filter(n -> Arrays.stream(COLUMNS.fieldNames()).anyMatch(n::equalsIgnoreCase))
            .findFirst();
    if (taken.isPresent()) {
      throw ElboException.data(
          "Cannot score the rows: they have a column [%s] already. Rename or drop it."
              .formatted(taken.get()));
    }
  }
}
