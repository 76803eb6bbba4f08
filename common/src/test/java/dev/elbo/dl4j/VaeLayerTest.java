package dev.elbo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.TemperatureSchedule;
import dev.elbo.optim.FusedStepRule;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Schedule;
import dev.elbo.optim.StepRule;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.Network;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

class VaeLayerTest {
  private static final float[][] ROWS = Layers.rows(32, Layers.FEATURES);

  @TempDir Path dir;

  static Stream<VaeLayer> layers() {
    Stream<VaeLayer> families =
        Posterior.names().stream()
            .map(f -> Layers.small().latents(new Latents(f, 3, 2, List.of())).build());
    return Stream.concat(
        families,
        Stream.of(
            Layers.small().likelihood("gaussian(0.05)").encoder().build(),
            Layers.small()
                .likelihood("poisson", "categorical(3)", "gaussian", "student-t", "laplace")
                .build(),
            Layers.small()
                .latents(new Latents("normal", 2, 0, List.of(0.5, 2.0)))
                .initialization("he-normal")
                .hiddenActivation("leaky-relu")
                .objective(
                    new Objective(
                        2,
                        1,
                        0.1,
                        KlForm.MONTE_CARLO,
                        GradientForm.STICKING_THE_LANDING,
                        Estimation.pathwise()))
                .annealing(
                    new AnnealingSchedule(0.5, 3, TemperatureSchedule.falling(0.5, 1e-4, 500)))
                .l2(1e-3)
                .build()));
  }

  private static MultiLayerConfiguration configuration(VaeLayer layer) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(new Adam(0.01))
        .list()
        .layer(layer)
        .build();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayerSurvivesJsonYamlAndClone(VaeLayer layer) {
    MultiLayerConfiguration before = configuration(layer);
    for (MultiLayerConfiguration after :
        List.of(
            MultiLayerConfiguration.fromJson(before.toJson()),
            MultiLayerConfiguration.fromYaml(before.toYaml()),
            before.clone())) {
      assertThat(after).isEqualTo(before);
      VaeLayer read = (VaeLayer) after.getConf(0).getLayer();
      assertThat(read.architecture()).isEqualTo(layer.architecture());
      assertThat(read.objective()).isEqualTo(layer.objective());
      assertThat(read.annealing()).isEqualTo(layer.annealing());
      assertThat(read.initialization()).isEqualTo(layer.initialization());
      assertThat(after.toJson()).isEqualTo(before.toJson());
    }
  }

  @Test
  void anotherLatentIsAnotherLayer() {
    assertThat(Layers.small().latents("laplace", 2).build()).isNotEqualTo(Layers.small().build());
  }

  @Test
  void itsJsonIsWords() {
    assertThat(configuration(Layers.small().likelihood("gaussian(0.05)").build()).toJson())
        .contains(
            "\"@class\" : \"dev.elbo.dl4j.VaeLayer\"",
            "\"formatVersion\" : 1",
            "\"encoder\" : [ 4, 3 ]",
            "\"family\" : \"normal\"",
            "\"likelihood\" : [ \"gaussian(0.05)\" ]");
  }

  @Test
  void aNewerLayerIsRefused() {
    String json = configuration(Layers.small().build()).toJson();
    MultiLayerConfiguration newer =
        MultiLayerConfiguration.fromJson(
            json.replace("\"formatVersion\" : 1", "\"formatVersion\" : 3"));
    assertThatThrownBy(() -> new MultiLayerNetwork(newer).init())
        .hasMessage(
            "Cannot build the layer: its format version is [3], and this version of Elbo knows [2]. Use a newer one.");
  }

  @Test
  void aTrainedNetworkIsRestoredWithItsMomentsAndGoesOnAsIfNothingHadHappened() throws Exception {
    MultiLayerNetwork network = network(new Adam(0.01));
    DataSet pairs = Layers.pairs(ROWS);
    network.fit(pairs);
    File file = dir.resolve("network.zip").toFile();
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file);
    assertThat(restored.params()).isEqualTo(network.params());
    assertThat(restored.getUpdater().getStateViewArray().normmaxNumber().doubleValue())
        .isPositive();
    network.fit(pairs);
    restored.fit(pairs);
    assertThat(restored.params()).isEqualTo(network.params());
    assertThat(network.clone().params()).isEqualTo(network.params());
    assertThat(network.clone().score(pairs)).isEqualTo(network.score(pairs));
  }

  @Test
  void itsParametersAreElbosNumberByNumber() {
    MultiLayerNetwork network = network(new Sgd(0.1));
    Architecture architecture = Layers.small().build().architecture();
    ParameterLayout layout = new ParameterLayout(architecture);
    float[] expected =
        Initializer.initialize(layout, Initialization.FAN_IN_UNIFORM, Noise.of(7, 0, 0, 0));
    assertThat(network.params().toFloatVector()).containsExactly(expected);
    ParameterLayout.Tensor tensor = layout.tensor("decoder.1.weight");
    INDArray weight = network.getParam("0_decoder.1.weight");
    assertThat(weight.shape()).containsExactly(3, 4);
    assertThat(weight.getFloat(1, 2)).isEqualTo(expected[tensor.offset() + 4 + 2]);
    network.setParam("0_decoder.1.weight", Nd4j.ones(3, 4));
    assertThat(network.params().toFloatVector()[tensor.offset() + 5]).isEqualTo(1);
  }

  @Test
  void outputIsTheCenterOfThePosteriorInBatchesOfAnySize() {
    MultiLayerNetwork network = network(new Sgd(0.1));
    float[][] rows = Layers.rows(700, Layers.FEATURES);
    INDArray codes = network.output(Nd4j.createFromArray(rows));
    try (Network core = new Network(Layers.small().build().architecture(), 1)) {
      core.setParameters(network.params().toFloatVector());
      for (int i : new int[] {0, 255, 256, 699}) {
        double[] code = core.encode(rows[i], 1);
        assertThat(codes.getRow(i).toDoubleVector()).containsExactly(code, within(1e-6));
      }
    }
  }

  @Test
  void fitTakesTheStepsOfTheCore() {
    MultiLayerNetwork network = network(new Adam(0.01));
    Architecture architecture = Layers.small().build().architecture();
    Optimizer adam = Optimizer.adam(0.01);
    float[] flat = flatten(ROWS);
    try (Network core = new Network(architecture, Objective.elbo(), 32, Engine.FUSED);
        StepRule rule = new FusedStepRule(adam, new float[2 * core.layout().length()])) {
      core.setParameters(network.params().toFloatVector());
      for (int step = 0; step < 5; step++) {
        Noise noise = Noise.of(7, 0, 0, step).split(Noise.Use.POSTERIOR);
        ElboSums sums = new ElboSums(architecture.latents());
        core.step(flat, 32, noise, Annealing.beta(1), sums);
        rule.update(core.parameters(), core.gradient(), step, 0.01);
        network.fit(Layers.pairs(ROWS));
        assertThat(network.score()).isEqualTo(-sums.parts().objective(), within(1e-6));
      }
      assertThat(network.params().toFloatVector())
          .containsExactly(core.getParameters(), within(1e-6f));
    }
  }

  static Stream<IUpdater> updaters() {
    return Stream.of(new Sgd(0.05), new Nesterovs(0.02, 0.9), new Adam(0.01));
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void everyUpdaterImprovesTheElbo(IUpdater updater) {
    MultiLayerNetwork network = network(updater);
    DataSet pairs = Layers.pairs(ROWS);
    double before = network.score(pairs);
    for (int i = 0; i < 60; i++) {
      network.fit(pairs);
    }
    assertThat(network.score(pairs)).isLessThan(before - 0.1);
  }

  @Test
  void regularizationShrinksWeightsAndIsPartOfTheScore() {
    NeuralNetConfiguration.Builder plain =
        new NeuralNetConfiguration.Builder().updater(new Sgd(0.1));
    MultiLayerNetwork free = Layers.network(plain, Layers.small().build());
    MultiLayerNetwork tied = Layers.network(plain, Layers.small().l2(0.5).build());
    DataSet pairs = Layers.pairs(ROWS);
    double[] start = weights(tied);
    double squares = Arrays.stream(start).map(w -> w * w).sum();
    assertThat(tied.score(pairs) - free.score(pairs)).isEqualTo(0.25 * squares, within(1e-5));
    free.fit(pairs);
    tied.fit(pairs);
    double[] expected = weights(free);
    for (int i = 0; i < start.length; i++) {
      expected[i] -= 0.1 * 0.5 * start[i];
    }
    assertThat(weights(tied)).containsExactly(expected, within(1e-6));
  }

  private static double[] weights(MultiLayerNetwork network) {
    return network.paramTable().entrySet().stream()
        .filter(e -> e.getKey().endsWith(".weight"))
        .flatMapToDouble(e -> Arrays.stream(e.getValue().dup('c').data().asDouble()))
        .toArray();
  }

  @Test
  void aScoreDependsOnTheRowsAloneAndIsTheMeanOfThoseOfTheExamples() {
    MultiLayerNetwork network = network(new Sgd(0.1));
    float[][] rows = Layers.rows(300, Layers.FEATURES);
    double[] each = network.scoreExamples(Layers.pairs(rows), false).toDoubleVector();
    assertThat(network.score(Layers.pairs(rows)))
        .isEqualTo(Arrays.stream(each).average().orElseThrow(), within(1e-5));
    float[][] backwards = new float[300][];
    for (int i = 0; i < 300; i++) {
      backwards[i] = rows[299 - i];
    }
    double[] turned = network.scoreExamples(Layers.pairs(backwards), false).toDoubleVector();
    for (int i = 0; i < 300; i++) {
      assertThat(turned[i]).isEqualTo(each[299 - i]);
    }
  }

  @Test
  void optimizersComeBackFromTheLayerTheyWerePutInto() {
    for (Optimizer.Rule rule : Optimizer.Rule.values()) {
      Optimizer optimizer =
          new Optimizer(
              rule,
              rule == Optimizer.Rule.ADADELTA ? 1 : 0.02,
              new Schedule.Constant(),
              uses(rule, "beta") ? 0.8 : 0,
              uses(rule, "beta") ? 0.99 : 0,
              rule == Optimizer.Rule.SGD || rule == Optimizer.Rule.NESTEROVS ? 0 : 1e-7,
              rule == Optimizer.Rule.NESTEROVS ? 0.7 : 0,
              uses(rule, "rho") ? 0.9 : 0,
              rule == Optimizer.Rule.ADAMW ? 0.03 : 0);
      VaeLayer layer = Layers.small().optimizer(optimizer).clipNorm(2).build();
      VaeLayer built = (VaeLayer) configuration(layer).getConf(0).getLayer();
      assertThat(Updaters.optimizer(built)).isEqualTo(optimizer);
      assertThat(Updaters.clipNorm(built)).hasValue(2);
    }
  }

  private static boolean uses(Optimizer.Rule rule, String constant) {
    return switch (rule) {
      case ADAM, AMSGRAD, ADAMAX, NADAM, ADAMW -> constant.equals("beta");
      case RMSPROP, ADADELTA -> constant.equals("rho");
      default -> false;
    };
  }

  @Test
  void whatElbosLoopLacksIsSaid() {
    VaeLayer l2 = (VaeLayer) configuration(Layers.small().l2(1).build()).getConf(0).getLayer();
    assertThatThrownBy(() -> Updaters.optimizer(l2))
        .hasMessageStartingWith(
            "Cannot train the network on Spark: its layer has the regularization [L2");
    VaeLayer norm =
        Layers.small().gradientNormalization(GradientNormalization.RenormalizeL2PerLayer).build();
    assertThatThrownBy(() -> Updaters.clipNorm(norm))
        .hasMessage(
            "Cannot train the network on Spark: its layer has the gradient normalization [RenormalizeL2PerLayer], and Elbo's loop has ClipL2PerLayer. Leave that out, or train it with fit on one machine.");
  }

  @Test
  void whatItCannotDoIsSaid() {
    assertThatThrownBy(() -> Layers.small().likelihood("gausian").build())
        .hasMessageStartingWith(
            "Cannot use the likelihood [gausian]: there is none. Use bernoulli,");
    assertThatThrownBy(() -> Layers.small().hiddenActivation("sin").build())
        .hasMessageStartingWith(
            "Cannot use the activation [sin]: there is none. Use one of [relu,");
    assertThatThrownBy(() -> Layers.network(builder(), Layers.small().dropOut(0.5).build()))
        .hasMessageStartingWith("Cannot use dropout or weight noise in the VAE layer: [");
    MultiLayerConfiguration behind =
        builder()
            .list()
            .layer(new DenseLayer.Builder().nIn(9).nOut(Layers.FEATURES).build())
            .layer(Layers.small().build())
            .build();
    assertThatThrownBy(() -> new MultiLayerNetwork(behind).init())
        .hasMessageStartingWith("Cannot put the VAE layer behind others: there are [1] before it");
    assertThatThrownBy(() -> network(new Sgd(1)).output(Nd4j.ones(2, 4)))
        .hasMessageContaining("of shape [2, 4]: it needs [examples, 5]");
    assertThatThrownBy(
            () -> Layers.network(builder().dataType(DataType.FLOAT16), Layers.small().build()))
        .hasMessageStartingWith("Cannot run the VAE layer in [HALF]");
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().updater(new Sgd(0.1));
  }

  private static MultiLayerNetwork network(IUpdater updater) {
    return Layers.network(Layers.small().build(), updater, DataType.FLOAT);
  }

  private static float[] flatten(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
    }
    return flat;
  }
}
