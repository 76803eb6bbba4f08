package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.feature.Preparation;
import dev.elbo.feature.Schema;
import dev.elbo.registry.ModelAddress;
import dev.elbo.store.Model;
import dev.elbo.store.SavedNetwork;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A trained model that scores the rows of DataFrames and of streams.
 *
 * <p>What needs z is estimated from draws of q(z|x) whose noise is keyed by the seed and by what
 * the network sees of the row, as in validation: it depends on neither the place of a row nor the
 * partitions. The first draw is the one of validation.
 */
public final class Scorer {
  private final SavedNetwork network;
  private final Schema schema;
  private final Preparation preparation;
  private final Scoring scoring;

  private Scorer(SavedNetwork network, Schema schema, Preparation preparation, Scoring scoring) {
    this.network = network;
    this.schema = schema;
    this.preparation = preparation;
    this.scoring = scoring;
  }

  /** A scorer that adds what the model suggests, {@link Scoring#of}. */
  public static Scorer of(Model model) {
    return new Scorer(
        SavedNetwork.of(model),
        model.metadata().schema(),
        model.metadata().preparation(),
        Scoring.of(model.metadata()));
  }

  /**
   * A scorer with a model out of a directory, on any file system of Hadoop's: that of the model, of
   * its run or version, or of a name, whose champion it is then.
   *
   * @throws ElboException (data) if it is missing or damaged
   */
  public static Scorer load(SparkSession spark, String directory) {
    return of(ModelAddress.read(spark.sparkContext().hadoopConfiguration(), directory));
  }

  /**
   * The same model, asked for something else.
   *
   * @throws ElboException (settings) if its likelihood has no such anomaly score
   */
  public Scorer with(Scoring other) {
    Likelihood likelihood = network.architecture().likelihood();
    if (!other.anomaly().isOf(likelihood)) {
      throw ElboException.settings(
          "Cannot score rows: a likelihood [%s] has no %s. Take another score, such as [reconstruction]."
              .formatted(likelihood.name(), other.anomaly().word()));
    }
    return new Scorer(network, schema, preparation, other);
  }

  /** What it is asked for. */
  public Scoring scoring() {
    return scoring;
  }

  /**
   * Adds the score columns to the rows. Nothing runs before the result is used, and then only what
   * its user selects; a row whose encoding overflows has NaN for its scores.
   *
   * @param rows that have the model's columns and any others; where the model was trained on one
   *     column of vectors or arrays, that one. May be a stream
   * @throws ElboException (data) if a column is missing, of another type, or there twice. A cell
   *     that cannot be used fails the job, with one of these among the causes
   */
  public Dataset<Row> score(Dataset<Row> rows) {
    return score(rows, own(rows.schema()));
  }

  /**
   * Adds the score columns to rows that have all features in one column, as images often are.
   *
   * @param column of arrays of numbers or of vectors, or a binary one with a byte from 0 to 255 a
   *     feature
   * @throws ElboException as {@link #score(Dataset)} does
   */
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    return score(rows, new PackedFeatures(column, schema.features()));
  }

  /**
   * The columns that {@link #score(Dataset)} gives for rows of these.
   *
   * @throws ElboException as it does
   */
  public StructType schema(StructType rows) {
    return schema(rows, own(rows));
  }

  /**
   * The columns that {@link #score(Dataset, String)} gives for rows of these.
   *
   * @throws ElboException as it does
   */
  public StructType schema(StructType rows, String column) {
    return schema(rows, new PackedFeatures(column, schema.features()));
  }

  private Dataset<Row> score(Dataset<Row> rows, Features features) {
    StructType scored = schema(rows.schema(), features);
    if (scoring.columns().isEmpty()) {
      return rows;
    }
    if (rows.isStreaming()) {
      List<ScoreColumn> wanted = List.copyOf(scoring.columns().keySet());
      ScoringTask task =
          new ScoringTask(this, features, rows.schema(), wanted, broadcast(rows.sparkSession()));
      return rows.mapPartitions(
          new StreamedScores(task, rows.schema(), scored), Encoders.row(scored));
    }
    return rows.sparkSession()
        .baseRelationToDataFrame(new ScoredRelation(rows, features, this, scored));
  }

  private StructType schema(StructType rows, Features features) {
    List<String> names = List.of(rows.fieldNames());
    requireOneEach(names);
    requireNew(names);
    features.requireIn(rows);
    StructType result = rows;
    for (var field : cells(List.copyOf(scoring.columns().keySet())).schema().fields()) {
      result = result.add(field);
    }
    return result;
  }

  /** The features of a column of vectors are named after it: {@code column[0]} and so on. */
  private Features own(StructType rows) {
    List<String> names = schema.columns();
    String first = names.get(0);
    if (first.endsWith("[0]") && !List.of(rows.fieldNames()).contains(first)) {
      String column = first.substring(0, first.length() - "[0]".length());
      boolean isPacked = true;
      for (int i = 0; i < names.size(); i++) {
        isPacked &= names.get(i).equals("%s[%d]".formatted(column, i));
      }
      if (isPacked) {
        return new PackedFeatures(column, names.size());
      }
    }
    return new FeatureColumns(schema);
  }

  /**
   * Where the features are in rows of these columns.
   *
   * @param packed the column that holds all of them, if one does
   * @throws ElboException as {@link #score(Dataset)} does
   */
  Features features(StructType rows, Optional<String> packed) {
    Features features =
        packed
            .<Features>map(column -> new PackedFeatures(column, schema.features()))
            .orElseGet(() -> own(rows));
    features.requireIn(rows);
    return features;
  }

  SavedNetwork network() {
    return network;
  }

  Preparation preparation() {
    return preparation;
  }

  /** The parameters, once for all tasks. */
  Broadcast<float[]> broadcast(SparkSession spark) {
    return new JavaSparkContext(spark.sparkContext()).broadcast(network.parameters());
  }

  /** What makes the cells of some of the score columns. */
  ScoreCells cells(List<ScoreColumn> wanted) {
    int latents = network.architecture().posterior().family().size();
    return new ScoreCells(scoring, wanted, latents, new DataCells(schema, preparation));
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

  private void requireNew(List<String> names) {
    // Spark takes names that differ in case only for one.
    Optional<String> taken =
        names.stream()
            .filter(n -> scoring.columns().values().stream().anyMatch(n::equalsIgnoreCase))
            .findFirst();
    if (taken.isPresent()) {
      throw ElboException.data(
          "Cannot score the rows: they have a column [%s] already. Rename or drop it, or have the score named otherwise."
              .formatted(taken.get()));
    }
  }
}
