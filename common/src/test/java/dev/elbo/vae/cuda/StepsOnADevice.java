package dev.elbo.vae.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.Optimizer.Rule;
import dev.elbo.optim.StepRule;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Architecture;
import dev.elbo.vae.ElboParts;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Initializer;
import dev.elbo.vae.Minibatch;
import dev.elbo.vae.Network;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.ParameterLayout;
import dev.elbo.vae.StepAt;
import dev.elbo.vae.StepSettings;
import dev.elbo.vae.Steps;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.Likelihood;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps on a device are the processor's: same noise, same sums, same update. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StepsOnADevice {
  private static final int BATCH = 24;
  private static final int ROWS = 200;
  private static final double FAR = Double.POSITIVE_INFINITY;

  private final DeviceSession session;

  StepsOnADevice(Device device) {
    this.session = new DeviceSession(device);
  }

  @AfterAll
  void everythingIsGivenBack() {
    session.close();
  }

  static Stream<Architecture> networks() {
    Stream<Architecture> activations =
        Stream.of(Activation.values())
            .map(
                activation -> of(52, List.of(40, 36), 6, List.of(32), activation, new Bernoulli()));
    Stream<Architecture> others =
        Stream.of(
            of(52, List.of(41), 5, List.of(33), Activation.RELU, new Gaussian(0.3)),
            of(51, List.of(39), 7, List.of(), Activation.RELU, new LearnedGaussian()),
            of(300, List.of(), 3, List.of(17), Activation.TANH, new Bernoulli()),
            of(5, List.of(), 1, List.of(), Activation.TANH, new Gaussian(1)));
    return Stream.concat(activations, others);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAgreeWithTheProcessorsForWholeBatchesAndTheRestOfAnEpoch(Architecture network) {
    gradientsAgree(network, BATCH, 7);
  }

  /** The gradients of a step of as many rows as a batch has, and of one of fewer. */
  final void gradientsAgree(Architecture network, int batch, int rest) {
    float[] start = start(network);
    PackedShard shard = floats(network, Math.max(batch, ROWS));
    for (int m : new int[] {batch, rest}) {
      StepAt at = at(0, 0);
      Some rows = new Some(network.features(), 0, m);
      ElboSums expected = new ElboSums(network.latents());
      float[] gradient;
      try (Network reference = new Network(network, batch)) {
        reference.setParameters(start);
        reference.step(rows, m, at.noise(), at.annealing(), expected);
        gradient = reference.gradient().toFloatVector();
      }
      StepSettings settings = settings(network, Rule.SGD, FAR, 0, batch);
      try (DeviceSteps steps = session.open(settings, shard, start, new float[0])) {
        steps.take(rows, at);
        agree(steps.gradient(), gradient, 1e-4);
        agree(steps.sums(), expected, 1e-5);
        assertThat(steps.parameters()).isEqualTo(start); // The rate is 0.
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "ADAM", "ADAMW"})
  void anEpochIsTheProcessors(Rule rule) {
    Architecture network = of(52, List.of(40), 6, List.of(32), Activation.RELU, new Bernoulli());
    for (double clipNorm : new double[] {FAR, 0.7}) {
      for (double freeBits : new double[] {0, 0.05}) {
        StepSettings settings = settings(network, rule, clipNorm, freeBits);
        float[] start = start(network);
        float[] moments = new float[StepRule.momentCount(settings.optimizer(), start.length)];
        Arrays.fill(moments, 1e-3f);
        try (Steps expected = Engine.FUSED.open(settings, () -> floats(network), start, moments);
            Steps actual = session.open(settings, floats(network), start, moments)) {
          epoch(expected, network, 1e-3);
          epoch(actual, network, 1e-3);
          change(actual.parameters(), expected.parameters(), start, 1e-3);
          agree(actual.moments(), expected.moments(), 1e-3);
          agree(actual.sums(), expected.sums(), 1e-5);
        }
      }
    }
  }

  @Test
  void rowsOfBytesAreLookedUp() {
    Architecture network = of(52, List.of(40), 6, List.of(32), Activation.RELU, new Bernoulli());
    byte[] bytes = new byte[ROWS * network.features()];
    float[] table = new float[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * value(i));
    }
    for (int b = 0; b < table.length; b++) {
      table[b] = b / 255f;
    }
    byte[] first = Arrays.copyOf(bytes, 150 * network.features());
    byte[] second = Arrays.copyOfRange(bytes, first.length, bytes.length);
    PackedShard ofBytes = PackedShard.of(network.features(), List.of(first, second), table);
    float[] seen = new float[bytes.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = table[bytes[i] & 0xFF];
    }
    PackedShard ofFloats = PackedShard.of(network.features(), List.of(seen));
    assertThat(trained(network, ofBytes)).isEqualTo(trained(network, ofFloats));
  }

  @Test
  void twoRunsGiveTheSameBitsWhateverShardWasTrainedBetweenThem() {
    Architecture network = of(52, List.of(40), 6, List.of(32), Activation.RELU, new Bernoulli());
    PackedShard shard = floats(network);
    float[] once = trained(network, shard);
    PackedShard other = PackedShard.of(network.features(), List.of(new float[ROWS * 52]));
    assertThat(trained(network, other)).isNotEqualTo(once);
    assertThat(trained(network, shard)).isEqualTo(once);
  }

  /** As where a task fails in the middle of an epoch and another one takes the GPU. */
  @Test
  void stepsThatNobodyReadLeaveNothingBehind() {
    Architecture network = of(52, List.of(40), 6, List.of(32), Activation.RELU, new Bernoulli());
    PackedShard shard = floats(network);
    float[] once = trained(network, shard);
    float[] start = start(network);
    StepSettings settings = settings(network, Rule.ADAM, FAR, 0);
    try (Steps steps = session.open(settings, shard, start, new float[2 * start.length])) {
      steps.take(new Some(network.features(), 0, BATCH), at(0, 1e-3));
    }
    assertThat(trained(network, shard)).isEqualTo(once);
  }

  @Test
  void moreStepsThanATableHoldsAreTaken() {
    Architecture network = of(3, List.of(), 1, List.of(), Activation.TANH, new Gaussian(1));
    StepSettings settings = settings(network, Rule.ADAM, FAR, 0);
    float[] start = start(network);
    float[] moments = new float[2 * start.length];
    try (Steps expected = Engine.FUSED.open(settings, () -> floats(network), start, moments);
        Steps actual = session.open(settings, floats(network), start, moments)) {
      for (Steps steps : List.of(expected, actual)) {
        for (int i = 0; i < 1100; i++) {
          steps.take(new Some(3, i % 170, BATCH), at(i, 1e-3));
        }
      }
      change(actual.parameters(), expected.parameters(), start, 1e-3);
      assertThat(actual.sums().examples()).isEqualTo(1100L * BATCH);
    }
  }

  /** Along the gradient, where the difference is greatest against the rounding of floats. */
  @Test
  void theGradientIsTheSlopeOfTheObjective() {
    Architecture network = of(52, List.of(40), 6, List.of(32), Activation.TANH, new Bernoulli());
    float[] start = start(network);
    float[] gradient = new float[start.length];
    objective(network, start, gradient);
    double squares = 0;
    for (float g : gradient) {
      squares += (double) g * g;
    }
    double norm = Math.sqrt(squares);
    double h = 0.02;
    float[] above = start.clone();
    float[] below = start.clone();
    for (int i = 0; i < start.length; i++) {
      above[i] += (float) (h * gradient[i] / norm);
      below[i] -= (float) (h * gradient[i] / norm);
    }
    float[] unused = new float[start.length];
    double slope =
        (objective(network, below, unused) - objective(network, above, unused)) / (2 * h);
    assertThat(slope).isCloseTo(norm, within(2e-3 * norm));
  }

  private double objective(Architecture network, float[] parameters, float[] gradient) {
    StepSettings settings = settings(network, Rule.SGD, FAR, 0);
    try (DeviceSteps steps = session.open(settings, floats(network), parameters, new float[0])) {
      steps.take(new Some(network.features(), 0, BATCH), at(0, 0));
      System.arraycopy(steps.gradient(), 0, gradient, 0, gradient.length);
      return steps.sums().parts().objective();
    }
  }

  private float[] trained(Architecture network, PackedShard shard) {
    return trained(session, network, shard);
  }

  /** What an epoch over the first rows of a shard makes of a small network. */
  static float[] smallRun(DeviceSession session, PackedShard shard) {
    return trained(
        session, of(52, List.of(40), 6, List.of(32), Activation.RELU, new Bernoulli()), shard);
  }

  private static float[] trained(DeviceSession session, Architecture network, PackedShard shard) {
    StepSettings settings = settings(network, Rule.ADAM, FAR, 0);
    float[] start = start(network);
    try (Steps steps = session.open(settings, shard, start, new float[2 * start.length])) {
      epoch(steps, network, 1e-3);
      return steps.parameters();
    }
  }

  /** Batches of 24, then one of 8. */
  private static void epoch(Steps steps, Architecture network, double rate) {
    for (int i = 0, from = 0; from < ROWS; i++, from += BATCH) {
      Some rows = new Some(network.features(), from, Math.min(BATCH, ROWS - from));
      steps.take(rows, at(i, rate));
    }
  }

  private static StepAt at(int step, double rate) {
    Noise noise = Noise.of(7, 3, 2, step).split(Noise.Use.POSTERIOR);
    return new StepAt(noise, Annealing.beta(0.8), step, rate);
  }

  static Architecture of(
      int features,
      List<Integer> encoder,
      int latents,
      List<Integer> decoder,
      Activation activation,
      Likelihood likelihood) {
    return new Architecture(
        features, encoder, Latents.normal(latents), decoder, activation, likelihood);
  }

  private static StepSettings settings(
      Architecture network, Rule rule, double clipNorm, double freeBits) {
    return settings(network, rule, clipNorm, freeBits, BATCH);
  }

  private static StepSettings settings(
      Architecture network, Rule rule, double clipNorm, double freeBits, int batch) {
    Optimizer adam = Optimizer.adam(1e-3);
    Optimizer optimizer =
        new Optimizer(rule, 1e-3, adam.schedule(), 0.9, 0.99, 1e-8, 0.9, 0.95, 0.1);
    Objective elbo = Objective.elbo();
    Objective objective =
        new Objective(1, 1, freeBits, elbo.kl(), elbo.gradient(), elbo.estimation());
    return new StepSettings(network, objective, optimizer, clipNorm, batch);
  }

  private static float[] start(Architecture network) {
    return Initializer.initialize(
        new ParameterLayout(network), Initialization.FAN_IN_UNIFORM, Noise.of(5, 0, 0, 0));
  }

  private static PackedShard floats(Architecture network) {
    return floats(network, ROWS);
  }

  private static PackedShard floats(Architecture network, int count) {
    float[] rows = new float[count * network.features()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = value(i);
    }
    return PackedShard.of(network.features(), List.of(rows));
  }

  private static float value(int cell) {
    return (float) Noise.of(9, 0, 0, 0).uniform(cell);
  }

  /** Rows from one on. */
  private record Some(int features, int from, int size) implements Minibatch {
    @Override
    public int position(int row) {
      return from + row;
    }

    @Override
    public void copy(int row, float[] target) {
      for (int j = 0; j < features; j++) {
        target[j] = value((from + row) * features + j);
      }
    }
  }

  private static void agree(ElboSums actual, ElboSums expected, double relative) {
    assertThat(actual.examples()).isEqualTo(expected.examples());
    ElboParts a = actual.parts();
    ElboParts e = expected.parts();
    double most = relative * Math.abs(e.reconstruction());
    assertThat(a.reconstruction()).isCloseTo(e.reconstruction(), within(most));
    assertThat(a.kl()).isCloseTo(e.kl(), within(most));
    assertThat(a.objective()).isCloseTo(e.objective(), within(most));
    assertThat(actual.klPerUnit()).containsExactly(expected.klPerUnit(), within(1e-4));
    assertThat(actual.centerVariancePerLatent())
        .containsExactly(expected.centerVariancePerLatent(), within(1e-4));
  }

  private static void agree(float[] actual, float[] expected, double relative) {
    change(actual, expected, new float[expected.length], relative);
  }

  /** ||actual - expected|| against ||expected - start||. */
  private static void change(float[] actual, float[] expected, float[] start, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    double error = 0;
    double change = 0;
    for (int i = 0; i < expected.length; i++) {
      error += Math.pow((double) actual[i] - expected[i], 2);
      change += Math.pow((double) expected[i] - start[i], 2);
    }
    assertThat(Math.sqrt(error)).isLessThanOrEqualTo(relative * Math.sqrt(change));
  }
}
