package dev.elbo.vae.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.vae.Activation;
import dev.elbo.vae.Engine;
import dev.elbo.vae.PackedShard;
import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On the processor; needs g++. */
@Tag("soak")
class EmulatedStepsTest extends StepsOnADevice {
  private static final PackedShard FIRST = shard(1);
  private static final PackedShard SECOND = shard(2);

  EmulatedStepsTest() {
    super(new EmulatedDevice());
  }

  @Test
  void theSelfCheckPassesAndTellsAGpuThatComputesSomethingElse() {
    assertThat(SelfCheck.difference(Engine.ND4J)).isLessThan(1e-5);
    DeviceSession session = new DeviceSession(new EmulatedDevice());
    assertThat(
            SelfCheck.difference(
                (settings, shard, parameters, moments) ->
                    session.open(settings, shard.get(), parameters, moments)))
        .isLessThan(MatrixPrecision.FP32.tolerance());
    float[] wrong = new float[1];
    assertThat(
            SelfCheck.difference(
                (settings, shard, parameters, moments) -> {
                  PackedShard rows = shard.get();
                  float[] cells = rows.floats().get(0).clone();
                  cells[7] += 0.5f; // One cell of 1,248 is gathered from elsewhere.
                  wrong[0] = cells[7];
                  return session.open(
                      settings,
                      PackedShard.of(rows.features(), List.of(cells)),
                      parameters,
                      moments);
                }))
        .isGreaterThan(MatrixPrecision.FP32.tolerance());
    assertThat(wrong[0]).isGreaterThan(0);
    session.close();
  }

  /** 600 blocks of two rows, then 800 of one. */
  @Test
  void theRestOfAnEpochMayHaveMoreBlocksThanABatch() {
    gradientsAgree(of(5, List.of(6), 3, List.of(4), Activation.RELU, new Bernoulli()), 1200, 800);
  }

  /** Sums in chunks of chunks. */
  @Test
  void stepsOfManyRowsSumAllOfThem() {
    gradientsAgree(
        of(3, List.of(), 1, List.of(), Activation.TANH, new Gaussian(1)), 66_000, 65_999);
  }

  @Test
  void whatDoesNotFitIsGivenBackAndOtherShardsMakeRoom() {
    EmulatedDevice large = new EmulatedDevice();
    DeviceSession roomy = new DeviceSession(large);
    float[] once = smallRun(roomy, FIRST);
    long enough = large.used();
    roomy.close();
    refused(50_000);
    refused(enough - 1); // The network fits, the shard does not.
    DeviceSession tight = new DeviceSession(new EmulatedDevice(enough));
    assertThat(smallRun(tight, FIRST)).isEqualTo(once);
    assertThat(smallRun(tight, SECOND)).isNotEqualTo(once);
    assertThat(smallRun(tight, FIRST)).isEqualTo(once);
    tight.close();
  }

  private static void refused(long bytes) {
    DeviceSession session = new DeviceSession(new EmulatedDevice(bytes));
    assertThatThrownBy(() -> smallRun(session, FIRST)).isInstanceOf(ElboException.class);
    session.close(); // It asserts that nothing was kept.
  }

  private static PackedShard shard(int seed) {
    float[] cells = new float[2_000 * 52];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (i * 31 + seed * 7) % 97 / 97f;
    }
    return PackedShard.of(52, List.of(cells));
  }
}
