package dev.elbo.job.ml;

import dev.elbo.ElboException;
import dev.elbo.store.ModelMetadata;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * A trained variational autoencoder. Its transform adds the columns whose names are set; its params
 * say how it was trained.
 */
public final class VariationalAutoencoderModel extends Model<VariationalAutoencoderModel>
    implements VaeParams, MLWritable, ScoreParams.Setters<VariationalAutoencoderModel> {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ParamTable table;
  private final transient TrainedModel trained;

  VariationalAutoencoderModel(String uid, TrainedModel trained) {
    this.uid = uid;
    this.table = VaeParams.tableOf(this);
    this.trained = trained;
  }

  /** A reader of what {@code write} saved. */
  public static MLReader<VariationalAutoencoderModel> read() {
    return new Reader();
  }

  /** Reads what {@code save} saved. */
  public static VariationalAutoencoderModel load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public ParamTable table() {
    return table;
  }

  /** The features that it was trained on, by name. */
  public List<String> features() {
    return trained.model().metadata().schema().columns();
  }

  /** What it is: columns, scaling, architecture, and where its parameters are from. */
  public ModelMetadata metadata() {
    return trained.model().metadata();
  }

  /** Whether it knows how its training went. */
  public boolean hasSummary() {
    return !trained.history().isEmpty();
  }

  /**
   * How its training went.
   *
   * @throws ElboException if nobody kept that
   */
  public VariationalAutoencoderSummary summary() {
    if (!hasSummary()) {
      throw ElboException.settings(
          "Cannot give the summary of model [%s]: it was saved without. Ask hasSummary() before."
              .formatted(uid));
    }
    return new VariationalAutoencoderSummary(
        trained.history(), metadata().provenance().epoch(), trained.run());
  }

  /** Names the column with all features: it need not have the name that it had in training. */
  public VariationalAutoencoderModel setFeaturesCol(String value) {
    return assign(featuresCol(), value);
  }

  /** What the anomaly score is; another one than that of training has no threshold. */
  public VariationalAutoencoderModel setAnomalyScore(String value) {
    return assign(anomalyScore(), value);
  }

  /** Draws of z a row; another number than that of training has no threshold. */
  public VariationalAutoencoderModel setAnomalySamples(int value) {
    return assign(anomalySamples(), value);
  }

  /**
   * Adds the columns whose names are set. Nothing runs before they are used; the rows may be a
   * stream.
   *
   * @throws ElboException if a column is missing, of another type, or there already
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return Scores.of(this, trained.model()).addTo(dataset.toDF());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return Scores.of(this, trained.model()).addTo(schema);
  }

  @Override
  public VariationalAutoencoderModel copy(ParamMap extra) {
    VariationalAutoencoderModel copy = new VariationalAutoencoderModel(uid, trained);
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  /** Spark's metadata beside Elbo's model directory: nothing is Java's serialization. */
  private static final class Writer extends MLWriter {
    private final VariationalAutoencoderModel model;

    Writer(VariationalAutoencoderModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
      model.trained.write(sc().hadoopConfiguration(), new Path(path));
    }
  }

  private static final class Reader extends MLReader<VariationalAutoencoderModel> {
    @Override
    public VariationalAutoencoderModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(path, sc(), VariationalAutoencoderModel.class.getName());
      VariationalAutoencoderModel model =
          new VariationalAutoencoderModel(
              metadata.uid(), TrainedModel.read(sc().hadoopConfiguration(), new Path(path)));
      metadata.getAndSetParams(model, Option.empty());
      return model;
    }
  }
}
