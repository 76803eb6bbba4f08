package dev.elbo.job.train.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.elbo.ElboException;
import dev.elbo.distribution.Noise;
import dev.elbo.dl4j.VaeLayer;
import dev.elbo.feature.Scaling;
import dev.elbo.job.data.DataSetRows;
import dev.elbo.job.data.Shards;
import dev.elbo.job.train.Trainer;
import dev.elbo.job.train.TrainingPlan;
import dev.elbo.optim.TrainingState;
import dev.elbo.settings.TrainingSettings;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.ParameterLayout;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Elbo's training loop for {@code new SparkDl4jMultiLayer(spark, configuration, master).fit(rdd)}:
 * the RDD's rows are put into their canonical order and cut into shards, and what comes out is, to
 * the bit, what {@code elbo train} makes of the same rows.
 *
 * <p>A call of fit trains {@code epochs} epochs more. The network comes back with parameters,
 * updater state, iteration and epoch count, so another call goes on where this one ended, as does
 * fit on one machine. Minibatches are cut anew; those of the RDD do not matter. The shards stay in
 * Spark's cache for the next call with the same RDD, until another one comes or {@link
 * #deleteTempFiles}.
 */
public final class ElboTrainingMaster extends NoWorker {
  /** Nothing is written there: what needs files of shards is refused. */
  private static final Path NO_FILES = new Path("/");

  private final MasterSettings settings;
  private final int epochs;
  private final DataNormalization normalizer;
  private List<TrainingListener> listeners = List.of();

  /** What the last call left: more than DL4J has room for. */
  private TrainingState last;

  private Packed packed;

  private ElboTrainingMaster(Builder builder) {
    this.settings = builder.settings;
    this.epochs = builder.epochs;
    this.normalizer = builder.normalizer;
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> data) {
    train(network.getSparkContext(), TrainedNetwork.of(network.getNetwork()), data);
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> data) {
    train(graph.getSparkContext(), TrainedNetwork.of(graph.getNetwork()), data);
  }

  private void train(JavaSparkContext spark, TrainedNetwork network, JavaRDD<DataSet> data) {
    VaeLayer layer = network.layer();
    TrainingSettings training = settings.training(layer, network.seed(), network.epoch() + epochs);
    Packed wanted = new Packed(spark, data.id(), network.seed(), layer.architecture(), null);
    if (packed == null || !packed.isFor(wanted)) {
      free();
      packed = wanted.with(pack(wanted, training, data));
    }
    Trainer trainer =
        new Trainer(
            spark,
            training,
            layer.architecture(),
            MasterSettings.model(layer),
            training.engine(),
            packed.shards(),
            Optional.empty(),
            NO_FILES,
            "fit",
            List.of(new DriverListeners(network, listeners)));
    float[] untrained =
        Initializer.initialize(
            new ParameterLayout(layer.architecture()),
            layer.initialization(),
            Noise.of(network.seed(), 0, 0, 0));
    last = trainer.train(untrained, start(network, trainer), Optional.empty()).state();
    // DL4J counts the call that is about to end as an epoch.
    network.countCall();
  }

  private Shards pack(Packed wanted, TrainingSettings training, JavaRDD<DataSet> data) {
    int features = wanted.architecture().features();
    Scaling scaling =
        normalizer == null
            ? NormalizerScaling.none(features)
            : NormalizerScaling.of(normalizer, features);
    try (DataSetRows rows = DataSetRows.read(data, features)) {
      int count =
          training
              .shards()
              .orElseGet(() -> TrainingPlan.shards(wanted.spark(), training, rows.count()));
      return rows.pack(count, wanted.seed(), scaling, wanted.architecture().likelihood());
    }
  }

  /** Frees the shards that stay cached for the next call with the same RDD. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext spark) {
    free();
    return true;
  }

  /** Frees the shards that stay cached for the next call with the same RDD. */
  @Override
  public boolean deleteTempFiles(SparkContext spark) {
    free();
    return true;
  }

  private void free() {
    if (packed != null) {
      packed.shards().close();
      packed = null;
    }
  }

  /**
   * The shards of an RDD, which stay cached: DL4J calls fit an epoch at a time.
   *
   * @param rdd its number in the session
   */
  private record Packed(
      JavaSparkContext spark, int rdd, long seed, Architecture architecture, Shards shards) {

    Packed with(Shards cached) {
      return new Packed(spark, rdd, seed, architecture, cached);
    }

    boolean isFor(Packed other) {
      return spark.sc() == other.spark.sc()
          && rdd == other.rdd
          && seed == other.seed
          && architecture.equals(other.architecture);
    }
  }

  /** Where the network stands; as this master left it, if it did. */
  private TrainingState start(TrainedNetwork network, Trainer trainer) {
    float[] parameters = network.parameters();
    boolean isMine =
        last != null
            && last.epoch() == network.epoch()
            && Arrays.equals(last.parameters(), parameters);
    if (isMine) {
      return last;
    }
    // What an averaging rule remembers besides starts anew: DL4J has no place for it.
    float[] outer = trainer.initial(parameters).outer();
    return new TrainingState(
        parameters, network.moments(), outer, 0, network.iteration(), network.epoch(), 0, 0);
  }

  /** Listeners are called on the driver, an epoch at a time. */
  @Override
  public void setListeners(Collection<TrainingListener> all) {
    listeners = all == null ? List.of() : List.copyOf(all);
  }

  @Override
  public String toJson() {
    try {
      return new ObjectMapper().writeValueAsString(settings.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toYaml() {
    return settings.values().entrySet().stream()
        .map(entry -> "%s: \"%s\"\n".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  /** Builds a master. The updater, the seed and the network are the layer's. */
  public static final class Builder {
    private final MasterSettings settings = new MasterSettings();
    private int epochs = 1;
    private DataNormalization normalizer;

    /** Epochs of a call of fit; 1 by default, as with DL4J's own masters. */
    public Builder epochs(int count) {
      if (count < 1) {
        throw ElboException.settings(
            "Cannot train [%d] epochs: a call of fit trains at least one. Give 1 or more."
                .formatted(count));
      }
      epochs = count;
      return this;
    }

    /** Examples of a step. */
    public Builder batchSize(int examples) {
      return set("batch-size", Integer.toString(examples));
    }

    /** Parts that train side by side; by default as many as elbo train would take. */
    public Builder shards(int count) {
      return set("shards", Integer.toString(count));
    }

    /** A setting of {@code elbo.training}, such as {@code averaging.moments}. */
    public Builder set(String key, String value) {
      settings.set(key, value);
      return this;
    }

    /**
     * From the numbers of the RDD to what the network sees; fitted. The order of the rows is that
     * of the raw numbers, as in elbo train, and the network is to be used on normalized ones.
     */
    public Builder normalizer(DataNormalization fitted) {
      normalizer = fitted;
      return this;
    }

    /** The master. */
    public ElboTrainingMaster build() {
      return new ElboTrainingMaster(this);
    }
  }
}
