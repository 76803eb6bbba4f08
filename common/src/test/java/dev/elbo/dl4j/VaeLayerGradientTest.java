package dev.elbo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** DL4J's own gradient check, in double and with workspaces. */
class VaeLayerGradientTest {
  private static DataType before;

  @BeforeAll
  static void theCheckWantsDoubles() {
    before = Nd4j.dataType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterAll
  static void othersWantFloats() {
    Nd4j.setDefaultDataTypes(before, before);
  }

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of("the textbook's", Layers.small()),
        Arguments.of("learned variances", Layers.small().likelihood("gaussian")),
        Arguments.of("heavy tails", Layers.small().likelihood("student-t(4.0)")),
        Arguments.of(
            "a law a column",
            Layers.small()
                .likelihood("bernoulli", "gaussian(0.1)", "laplace", "gaussian", "bernoulli")),
        // Of draws that are a smooth function of the parameters: a rejected one is none.
        Arguments.of("positive latents", Layers.small().latents("weibull", 2)),
        Arguments.of("latents with heavy tails", Layers.small().latents("cauchy", 2)),
        Arguments.of("correlated latents", Layers.small().latents("multivariate-normal", 3)),
        Arguments.of("no hidden layers", Layers.small().encoder().decoder()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void theGradientPassesWithWorkspaces(String what, VaeLayer.Builder layer) {
    assertThat(passes(Layers.network(builder(), layer.build()))).as(what).isTrue();
  }

  @Test
  void regularizationIsPartOfWhatPasses() {
    assertThat(
            passes(
                Layers.network(builder().l1(0.02).l2(0.05).l2Bias(0.01), Layers.small().build())))
        .isTrue();
  }

  @Test
  @SuppressWarnings("overrides") // of DL4J's own
  void aGradientThatIsATenthTooLargeFails() {
    MultiLayerNetwork network = Layers.network(builder(), Layers.small().build());
    MultiLayerNetwork wrong =
        new MultiLayerNetwork(network.getLayerWiseConfigurations()) {
          @Override
          public void computeGradientAndScore() {
            super.computeGradientAndScore();
            gradient().gradient().muli(1.1);
          }
        };
    wrong.init(network.params(), true);
    assertThat(passes(wrong)).isFalse();
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .updater(new NoOp())
        .dataType(DataType.DOUBLE)
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
  }

  private static boolean passes(MultiLayerNetwork network) {
    INDArray x = Nd4j.createFromArray(Layers.rows(6, Layers.FEATURES)).castTo(DataType.DOUBLE);
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(x)
            .labels(x)
            .epsilon(1e-6)
            .maxRelError(1e-5)
            .minAbsoluteError(1e-9)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY));
  }
}
