package dev.elbo.job.ml;

import dev.elbo.ElboException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a variational autoencoder on the rows of a DataFrame, as {@code elbo train} does: the same
 * rows, settings and number of shards give the same network, to the bit.
 *
 * <p>Each param stands for a setting and has its default; {@link #explainParams()} lists them. What
 * no param is set for may be in {@link #settings()}.
 */
public final class VariationalAutoencoder extends Estimator<VariationalAutoencoderModel>
    implements VaeParams,
        DefaultParamsWritable,
        ColumnParams.Setters<VariationalAutoencoder>,
        DataParams.Setters<VariationalAutoencoder>,
        NetworkParams.Setters<VariationalAutoencoder>,
        LatentParams.Setters<VariationalAutoencoder>,
        LikelihoodParams.Setters<VariationalAutoencoder>,
        ObjectiveParams.Setters<VariationalAutoencoder>,
        TrainingParams.Setters<VariationalAutoencoder>,
        OptimizerParams.Setters<VariationalAutoencoder>,
        AveragingParams.Setters<VariationalAutoencoder>,
        AnomalyParams.Setters<VariationalAutoencoder>,
        ScoreParams.Setters<VariationalAutoencoder>,
        OutputParams.Setters<VariationalAutoencoder> {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ParamTable table;

  /** One with a random uid. */
  public VariationalAutoencoder() {
    this(Identifiable$.MODULE$.randomUID("vae"));
  }

  /** One with a uid, as Spark makes it when it loads or copies a stage. */
  public VariationalAutoencoder(String uid) {
    this.uid = uid;
    this.table = VaeParams.tableOf(this);
  }

  /** A reader of what {@code write} saved. */
  public static MLReader<VariationalAutoencoder> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@code save} saved. */
  public static VariationalAutoencoder load(String path) {
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

  /**
   * Trains; every epoch is a line in the log of the driver.
   *
   * @throws ElboException that names what is wrong with a param, a column or a cell
   */
  @Override
  public VariationalAutoencoderModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Fit fit = Fit.of(this, dataset.toDF());
    VariationalAutoencoderModel model = new VariationalAutoencoderModel(uid, fit.run());
    copyValues(model, ParamMap.empty());
    fit.adopt(model);
    return model.setParent(this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    FitSettings.columns(this, schema);
    return ScoreNames.of(this).addTo(schema);
  }

  @Override
  public VariationalAutoencoder copy(ParamMap extra) {
    return this.<VariationalAutoencoder>defaultCopy(extra);
  }
}
