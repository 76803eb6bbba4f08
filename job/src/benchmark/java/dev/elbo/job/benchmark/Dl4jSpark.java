package dev.elbo.job.benchmark;

import dev.elbo.dl4j.VaeLayer;
import dev.elbo.job.train.dl4j.ElboTrainingMaster;
import dev.elbo.vae.Rows;
import dev.elbo.vae.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Stock dl4j-spark. It cannot train DL4J's own VAE, so it trains the plain autoencoder of the same
 * widths, which is a little less work, and Elbo's VAE layer. Moments are averaged too (by default
 * it throws them away), and the examples that it really trains are counted: it drops some. Beside
 * it, Elbo's master on the same layer.
 */
final class Dl4jSpark {
  private static final int WORKERS = 2;
  private static final AtomicLong TRAINED = new AtomicLong();
  private static final List<float[]> MINIBATCHES = new ArrayList<>();

  private Dl4jSpark() {}

  /** Stock averaging of a network, {@code averagings} times an epoch. */
  static Map<String, Object> train(
      MultiLayerConfiguration configuration,
      Shape shape,
      Epochs epochs,
      int averagings,
      String master) {
    cut(epochs, shape);
    try (JavaSparkContext spark = session(master)) {
      int batches = MINIBATCHES.size();
      JavaRDD<DataSet> data = data(spark, epochs, shape);
      ParameterAveragingTrainingMaster training =
          new ParameterAveragingTrainingMaster.Builder(WORKERS, epochs.batch())
              .batchSizePerWorker(epochs.batch())
              .averagingFrequency(Math.max(1, batches / WORKERS / averagings))
              .rddTrainingApproach(RDDTrainingApproach.Direct)
              .saveUpdater(true)
              .trainingHooks(new Counter())
              .build();
      SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, configuration, training);
      List<Double> rates = new ArrayList<>();
      List<Long> trained = new ArrayList<>();
      for (int epoch = 0; epoch < epochs.count(); epoch++) {
        long before = TRAINED.get();
        long start = System.nanoTime();
        network.fit(data);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (epoch >= epochs.warmUp()) {
          trained.add(TRAINED.get() - before);
          rates.add((TRAINED.get() - before) / seconds);
        }
      }
      return result(rates, trained, epochs, network, data);
    }
  }

  /** Elbo's master on the VAE layer, the same RDD and calls. It checks that it sees every row. */
  static Map<String, Object> trainByElbo(Shape shape, Epochs epochs, String master) {
    cut(epochs, shape);
    long rows = (long) MINIBATCHES.size() * epochs.batch();
    try (JavaSparkContext spark = session(master)) {
      JavaRDD<DataSet> data = data(spark, epochs, shape);
      ElboTrainingMaster training =
          new ElboTrainingMaster.Builder().batchSize(epochs.batch()).shards(WORKERS).build();
      SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, vae(shape), training);
      List<Double> rates = new ArrayList<>();
      List<Long> trained = new ArrayList<>();
      for (int epoch = 0; epoch < epochs.count(); epoch++) {
        long start = System.nanoTime();
        network.fit(data);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (epoch >= epochs.warmUp()) {
          trained.add(rows);
          rates.add(rows / seconds);
        }
      }
      return result(rates, trained, epochs, network, data);
    }
  }

  private static Map<String, Object> result(
      List<Double> rates,
      List<Long> trained,
      Epochs epochs,
      SparkDl4jMultiLayer network,
      JavaRDD<DataSet> data) {
    Map<String, Object> result = Contestant.result(rates);
    result.put("rows", epochs.rows().rows());
    result.put("trained_an_epoch", trained);
    result.put("loss", network.calculateScore(data, true, epochs.batch()));
    return result;
  }

  private static void cut(Epochs epochs, Shape shape) {
    int features = shape.features();
    epochs.rows().run(0, epochs.batch(), (rows, m) -> MINIBATCHES.add(floats(rows, m, features)));
    // Stock averaging wants minibatches of one size.
    MINIBATCHES.removeIf(values -> values.length < epochs.batch() * features);
  }

  private static JavaRDD<DataSet> data(JavaSparkContext spark, Epochs epochs, Shape shape) {
    int batch = epochs.batch();
    int features = shape.features();
    return spark
        .parallelize(IntStream.range(0, MINIBATCHES.size()).boxed().toList(), 2 * WORKERS)
        .map(i -> dataSet(i, batch, features));
  }

  private static JavaSparkContext session(String master) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("dl4j-spark")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1"));
  }

  /** Made where it is cached: a local session shares the rows. */
  private static DataSet dataSet(int number, int batch, int features) {
    INDArray x = Nd4j.create(MINIBATCHES.get(number), new long[] {batch, features}, 'c');
    return new DataSet(x, x);
  }

  private static float[] floats(Rows rows, int m, int features) {
    float[] values = new float[m * features];
    float[] row = new float[features];
    for (int i = 0; i < m; i++) {
      rows.copy(i, row);
      System.arraycopy(row, 0, values, i * features, features);
    }
    return values;
  }

  /** Elbo's layer, so that stock averaging has a VAE to train. */
  static MultiLayerConfiguration vae(Shape shape) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(1e-3))
        .list()
        .layer(new VaeLayer.Builder().network(shape.architecture()).build())
        .build();
  }

  /** A plain autoencoder, which DL4J can train without Elbo. */
  static MultiLayerConfiguration autoencoder(Shape shape) {
    List<Integer> widths = new ArrayList<>(shape.widths());
    for (int i = widths.size() - 2; i >= 0; i--) {
      widths.add(widths.get(i));
    }
    int latent = shape.widths().size() - 2;
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3)).list();
    for (int i = 0; i + 2 < widths.size(); i++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(widths.get(i))
              .nOut(widths.get(i + 1))
              .activation(i == latent ? Activation.IDENTITY : Activation.RELU)
              .build());
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunction.XENT)
                .nIn(widths.get(widths.size() - 2))
                .nOut(widths.get(widths.size() - 1))
                .activation(Activation.SIGMOID)
                .build())
        .build();
  }

  /** Counts what is trained, in the JVM that local mode shares. */
  private static final class Counter implements TrainingHook {
    private static final long serialVersionUID = 1;

    @Override
    public void preUpdate(org.nd4j.linalg.dataset.api.DataSet minibatch, Model model) {
      // Counted afterwards.
    }

    @Override
    public void postUpdate(org.nd4j.linalg.dataset.api.DataSet minibatch, Model model) {
      TRAINED.addAndGet(minibatch.numExamples());
    }

    @Override
    public void preUpdate(MultiDataSet minibatch, Model model) {
      // Not used by a MultiLayerNetwork.
    }

    @Override
    public void postUpdate(MultiDataSet minibatch, Model model) {
      // Not used by a MultiLayerNetwork.
    }
  }
}
