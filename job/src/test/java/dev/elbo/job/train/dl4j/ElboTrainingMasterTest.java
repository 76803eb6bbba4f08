package dev.elbo.job.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.dl4j.VaeLayer;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.train.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class ElboTrainingMasterTest {
  private static final int ROWS = 331;
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;

  @TempDir private Path folder;
  private SparkSession session;
  private JavaSparkContext spark;

  @BeforeEach
  void aSession() {
    session = Sparks.local(2);
    spark = new JavaSparkContext(session.sparkContext());
  }

  /** Whole numbers, so that text and both kinds of number are the same. */
  private static double cell(int row, int column) {
    double z = Noise.of(5, 0, 0, 0).gaussian(row);
    double noise = Noise.of(6, 0, 0, 0).gaussian(row * 4L + column);
    return Math.rint(16 / (1 + Math.exp(-z * (column + 1) - noise)));
  }

  private static List<DataSet> sets(int minibatch) {
    List<DataSet> sets = new ArrayList<>();
    for (int from = 0; from < ROWS; from += minibatch) {
      int count = Math.min(minibatch, ROWS - from);
      float[][] x = new float[count][FEATURES];
      float[][] y = new float[count][CLASSES];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < FEATURES; j++) {
          x[i][j] = (float) cell(from + i, j);
        }
        y[i][(from + i) % CLASSES] = 1;
      }
      sets.add(new DataSet(Nd4j.createFromArray(x), Nd4j.createFromArray(y)));
    }
    return sets;
  }

  private JavaRDD<DataSet> data(int minibatch, int partitions) {
    return spark.parallelize(sets(minibatch), partitions);
  }

  private static VaeLayer.Builder layer() {
    return new VaeLayer.Builder()
        .nIn(FEATURES)
        .encoder(9)
        .latents("normal", 2)
        .decoder(8)
        .likelihood("bernoulli");
  }

  private static MultiLayerConfiguration configuration(VaeLayer.Builder layer) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(new Adam(0.01))
        .list()
        .layer(layer.build())
        .build();
  }

  private static ElboTrainingMaster.Builder master() {
    return new ElboTrainingMaster.Builder().epochs(3).batchSize(32).shards(2).normalizer(scaler());
  }

  /** Averaging that remembers nothing. */
  private static ElboTrainingMaster.Builder plain() {
    return master()
        .set("averaging.every", "epoch")
        .set("averaging.scale", "none")
        .set("averaging.outer.name", "none");
  }

  private static NormalizerMinMaxScaler scaler() {
    NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(0, 1);
    scaler.setFeatureStats(Nd4j.zeros(1, FEATURES), Nd4j.zeros(1, FEATURES).addi(16));
    return scaler;
  }

  private MultiLayerNetwork trained(ElboTrainingMaster master, JavaRDD<DataSet> data) {
    return new SparkDl4jMultiLayer(spark, configuration(layer()), master).fit(data);
  }

  /** elbo train on a file of the same rows and labels. */
  private MultiLayerNetwork byElboTrain(String... more) throws IOException {
    Path csv = folder.resolve("rows.csv");
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    IntStream.range(0, FEATURES)
                            .mapToObj(j -> Integer.toString((int) cell(i, j)))
                            .collect(Collectors.joining(","))
                        + ","
                        + i % CLASSES)
            .collect(Collectors.joining("\n", "a,b,c,d,class\n", "\n"));
    Files.writeString(csv, rows);
    List<String> settings = new ArrayList<>();
    settings.add(
        """
        elbo.data { format = csv, path = "%s", label = class, scale = unit, range = [0, 16] }
        elbo.data.validation.fraction = 0
        elbo.model { encoder = [9], decoder = [8], latent.dimension = 2, likelihood = bernoulli }
        elbo.training { epochs = 3, batch-size = 32, seed = 7, shards = 2 }
        elbo.training.optimizer.learning-rate = 0.01
        """
            .formatted(csv));
    settings.addAll(List.of(more));
    Progress.RunResult result =
        Trainings.train(session, folder.resolve("out"), settings.toArray(String[]::new));
    return ModelSerializer.restoreMultiLayerNetwork(
        Path.of(result.model(), "network.zip").toFile());
  }

  @Test
  void fitGivesTheModelOfElboTrainToTheByte() throws IOException {
    MultiLayerNetwork expected = byElboTrain();
    MultiLayerNetwork network = trained(master().build(), data(50, 3));
    assertThat(network.params().toFloatVector()).containsExactly(expected.params().toFloatVector());
    INDArray x = sets(ROWS).get(0).getFeatures().div(16);
    assertThat(network.score(new DataSet(x, x))).isEqualTo(expected.score(new DataSet(x, x)));
    assertThat(network.getEpochCount()).isEqualTo(3);
    assertThat(network.getIterationCount()).isPositive();
  }

  @Test
  void minibatchesAndPartitionsOfTheRddDoNotMatter() {
    float[] one = trained(master().build(), data(ROWS, 1)).params().toFloatVector();
    float[] other = trained(master().build(), data(7, 5)).params().toFloatVector();
    assertThat(other).containsExactly(one);
  }

  @Test
  void threeCallsOfOneEpochAreOneOfThree() {
    float[] atOnce = trained(master().build(), data(50, 2)).params().toFloatVector();
    ElboTrainingMaster master = master().epochs(1).build();
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, configuration(layer()), master);
    JavaRDD<DataSet> data = data(50, 2);
    Set<Integer> before = Set.copyOf(spark.getPersistentRDDs().keySet());
    for (int epoch = 0; epoch < 3; epoch++) {
      network.fit(data);
    }
    assertThat(network.getNetwork().params().toFloatVector()).containsExactly(atOnce);
    assertThat(network.getNetwork().getEpochCount()).isEqualTo(3);
    Set<Integer> cached = new HashSet<>(spark.getPersistentRDDs().keySet());
    cached.removeAll(before);
    assertThat(cached).hasSize(1);
    master.deleteTempFiles(spark);
    assertThat(spark.getPersistentRDDs()).doesNotContainKeys(cached.toArray(Integer[]::new));
  }

  @Test
  void aSavedNetworkGoesOnWithItsMoments() throws IOException {
    MultiLayerNetwork two = trained(plain().epochs(2).build(), data(50, 2));
    Path file = folder.resolve("network.zip");
    ModelSerializer.writeModel(two, file.toFile(), true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
    new SparkDl4jMultiLayer(spark, restored, plain().epochs(1).build()).fit(data(50, 2));
    assertThat(restored.params().toFloatVector())
        .containsExactly(trained(plain().build(), data(50, 2)).params().toFloatVector());
  }

  @Test
  void aGraphOfTheLayerIsTrainedAsTheNetworkIs() {
    ComputationGraphConfiguration graph =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs("x")
            .addLayer("vae", layer().build(), "x")
            .setOutputs("vae")
            .build();
    SparkComputationGraph network = new SparkComputationGraph(spark, graph, master().build());
    assertThat(network.fit(data(50, 2)).params().toFloatVector())
        .containsExactly(trained(master().build(), data(50, 2)).params().toFloatVector());
    assertThat(network.getNetwork().getEpochCount()).isEqualTo(3);
  }

  @Test
  void listenersAreToldOfEveryEpochOnTheDriver() {
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            told.add(iteration + " of " + epoch + " " + (model.score() > 0));
          }
        };
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(spark, configuration(layer()), plain().build());
    network.setListeners(listener);
    network.fit(data(50, 2));
    assertThat(told).containsExactly("6 of 1 true", "12 of 2 true", "18 of 3 true");
  }

  @Test
  void calculateScoreIsMinusTheElboOfTheRows() {
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(spark, configuration(layer()), master().build());
    network.fit(data(50, 2));
    INDArray x = sets(ROWS).get(0).getFeatures().div(16);
    List<DataSet> scaled = new DataSet(x, x).batchBy(40);
    assertThat(network.calculateScore(spark.parallelize(scaled, 3), true))
        .isEqualTo(network.getNetwork().score(new DataSet(x, x)), within(1e-5));
  }

  @Test
  void stockAveragingTrainsTheLayerTooButNotOnEveryRow() {
    NormalizerMinMaxScaler scaler = scaler();
    List<DataSet> scaled = sets(32);
    scaled.forEach(scaler::preProcess);
    Counter.TRAINED.set(0);
    ParameterAveragingTrainingMaster stock =
        new ParameterAveragingTrainingMaster.Builder(2, 32)
            .batchSizePerWorker(32)
            .averagingFrequency(2)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .saveUpdater(true)
            .trainingHooks(new Counter())
            .build();
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, configuration(layer()), stock);
    INDArray x = sets(ROWS).get(0).getFeatures().div(16);
    double before = network.getNetwork().score(new DataSet(x, x));
    for (int epoch = 0; epoch < 5; epoch++) {
      network.fit(spark.parallelize(scaled, 2));
    }
    assertThat(network.getNetwork().score(new DataSet(x, x))).isLessThan(before);
    assertThat(Counter.TRAINED.get()).isPositive().isLessThan(5 * ROWS);
  }

  /** Counts rows, in the JVM that local mode shares. */
  private static final class Counter implements TrainingHook {
    private static final long serialVersionUID = 1;
    private static final AtomicLong TRAINED = new AtomicLong();

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
      // Of graphs.
    }

    @Override
    public void postUpdate(MultiDataSet minibatch, Model model) {
      // Of graphs.
    }
  }

  @Test
  void badRowsAreNamed() {
    List<DataSet> bad = sets(50);
    bad.get(2).getFeatures().putScalar(3, 1, Double.NaN);
    assertThatThrownBy(() -> trained(master().build(), spark.parallelize(bad, 2)))
        .hasMessage(
            "Cannot read [RDD<DataSet>]: column [1] holds [NaN], which is no finite number. Mend or leave out the row.");
    assertThatThrownBy(() -> trained(master().normalizer(null).build(), data(50, 2)))
        .hasMessageContaining(
            "Cannot use the likelihood [bernoulli] on the RDD<DataSet>: feature [0] holds [16.0], outside [0, 1].");
    assertThatThrownBy(() -> trained(master().shards(400).build(), data(50, 2)))
        .hasMessageContaining("Cannot cut [331] rows of the RDD<DataSet> into [400] shards");
    DataSet narrow = new DataSet(Nd4j.ones(2, 3), Nd4j.ones(2, 3));
    assertThatThrownBy(() -> trained(master().build(), spark.parallelize(List.of(narrow))))
        .hasMessageContaining("holds [an array of shape [2, 3]], and the layer takes [rows, 4].");
    DataSet other = new DataSet(Nd4j.ones(2, 4), Nd4j.ones(2, 4).muli(2));
    assertThatThrownBy(() -> trained(master().build(), spark.parallelize(List.of(other))))
        .hasMessageContaining("labels that are neither its features nor one of [4] classes");
  }

  @Test
  void whatTheLoopCannotHonourIsSaid() {
    MultiLayerConfiguration l2 = configuration(layer().l2(1e-3));
    assertThatThrownBy(() -> new SparkDl4jMultiLayer(spark, l2, master().build()).fit(data(50, 2)))
        .hasMessageStartingWith(
            "Cannot train the network on Spark: its layer has the regularization [L2");
    MultiLayerConfiguration plain =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(1))
            .list()
            .layer(new OutputLayer.Builder().nIn(4).nOut(4).build())
            .build();
    assertThatThrownBy(
            () -> new SparkDl4jMultiLayer(spark, plain, master().build()).fit(data(50, 2)))
        .hasMessageStartingWith("Cannot train the network on Spark: it has [1] layers, and");
    ElboTrainingMaster master = master().build();
    assertThatThrownBy(() -> master.setCollectTrainingStats(true))
        .hasMessage(
            "Cannot collect DL4J's timings: Elbo's loop runs without DL4J's workers. See Spark's own pages, or a TrainingListener.");
    assertThatThrownBy(() -> master().set("epochs", "3"))
        .hasMessageStartingWith("Cannot set [epochs] of the master: it takes batch-size,");
    assertThatThrownBy(
            () -> trained(master().set("averaging.moments", "local").build(), data(50, 2)))
        .hasMessageStartingWith("Cannot average with moments [local] and outer.name [auto]: ");
    assertThatThrownBy(() -> trained(master().batchSize(0).build(), data(50, 2)))
        .hasMessageContaining("elbo.training.batch-size");
  }
}
