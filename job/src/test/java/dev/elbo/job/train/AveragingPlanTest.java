package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.optim.averaging.BlockMomentum;
import dev.elbo.optim.averaging.IterateAverage;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.optim.averaging.NesterovOuter;
import dev.elbo.optim.averaging.WeightedMean;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import dev.elbo.settings.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragingPlanTest {
  private static final String AVERAGING = "elbo.training.averaging.";
  private static final int ROWS = 60_000;

  @TempDir private Path folder;

  private AveragingPlan plan(int shards, long rows, String... sets) {
    try {
      Path conf =
          Files.writeString(folder.resolve("x.conf"), "elbo.data { format = csv, path = a }");
      TrainingSettings training =
          ResolvedSettings.read(
                  new Sources(List.of(sets), Map.of(), Map.of(), conf.toString(), "/"),
                  new Configuration())
              .settings()
              .training();
      return AveragingPlan.of(training, shards, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oneShardIsAveragedWithNobodyWhateverIsAsked() {
    AveragingPlan plan =
        plan(1, ROWS, AVERAGING + "outer.name=slowmo", AVERAGING + "moments=local");
    assertThat(plan.averaging().outer()).isEqualTo(new WeightedMean());
    assertThat(plan.averaging().moments()).isEqualTo(Moments.AVERAGE);
    assertThat(plan.rounds(1)).hasSize(1);
    assertThat(plan.batch().size(1)).isEqualTo(128);
    assertThat(plan.steps(1)).isEqualTo(469);
    assertThat(plan.averaging().optimizer().learningRate()).isEqualTo(1e-3);
    assertThat(plan.explanation()).isEmpty();
  }

  @Test
  void automaticAveragingOfFourShardsSaysWhatItChose() {
    AveragingPlan plan = plan(4, ROWS);
    assertThat(plan.batch().size(1)).isEqualTo(64);
    assertThat(plan.steps(1)).isEqualTo(235);
    assertThat(plan.rounds(1)).hasSize(4);
    assertThat(plan.averaging().moments()).isEqualTo(Moments.POOLED);
    assertThat(plan.averaging().outer())
        .isEqualTo(new IterateAverage(new NesterovOuter(0.5, 0.8), 0.5));
    assertThat(plan.averaging().optimizer().learningRate())
        .isCloseTo(1e-3 * Math.sqrt(2), within(1e-12));
    assertThat(plan.explanation())
        .contains(
            "Averaging chosen: 4 rounds an epoch; weight 0.50 for the newest round;"
                + " pooled moments; nesterov steps of 0.80 with momentum 0.50;"
                + " batches of 64 with learning rate 0.00141");
  }

  @Test
  void shortRoundsHaveLessMomentum() {
    // 480 rows, batches of 16 by 4 rounds: 7.5 steps each.
    AveragingPlan plan = plan(4, 4 * 480, "elbo.training.batch-size=32");
    assertThat(((IterateAverage) plan.averaging().outer()).of())
        .isEqualTo(new NesterovOuter(0.5 * 7.5 / 30, 0.8));
  }

  @Test
  void whoeverNamesARuleGetsItAndNothingOnTop() {
    AveragingPlan plan =
        plan(
            4,
            ROWS,
            AVERAGING + "outer.name=block-momentum",
            AVERAGING + "every=100",
            AVERAGING + "scale=none");
    assertThat(plan.averaging().outer())
        .isEqualTo(new BlockMomentum(BlockMomentum.Form.CLASSICAL, 0.75, 1));
    assertThat(plan.averaging().moments()).isEqualTo(Moments.AVERAGE);
    assertThat(plan.batch().size(1)).isEqualTo(128);
    assertThat(plan.rounds(1)).hasSize(2);
    assertThat(plan.explanation()).isEmpty();
  }

  @Test
  void withoutAdamMomentsAreAveraged() {
    assertThat(plan(4, ROWS, "elbo.training.optimizer.name=sgd").averaging().moments())
        .isEqualTo(Moments.AVERAGE);
  }

  @Test
  void earlyEpochsHaveRoundsOfTheirOwn() {
    AveragingPlan plan = plan(4, ROWS, AVERAGING + "early.epochs=1", AVERAGING + "early.steps=5");
    assertThat(plan.rounds(1)).hasSize(47);
    assertThat(plan.rounds(2)).hasSize(4);
  }
}
