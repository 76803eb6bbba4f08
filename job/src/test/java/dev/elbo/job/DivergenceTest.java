package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that ends in infinity: exit code 4, and a run that says so. */
class DivergenceTest {
  private static final int DIVERGED = 4;

  @TempDir private Path folder;

  @Test
  void aHugeLearningRateEndsWithARecordAndWithoutAModel() {
    Verb verb = new Verb(folder);
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 50; i++) {
      rows.append(random.nextInt(100)).append(',').append(random.nextInt(100)).append(",1\n");
    }
    verb.write("rows.csv", rows.toString());
    String message =
        "Cannot go on after epoch [1]: training diverged, the objective is [NaN]. Lower elbo.training.optimizer.learning-rate [1000000.0], set elbo.training.clip-norm, or check elbo.data.scale.";
    verb.assertRefused(
        verb.train(
            List.of("--run-id", "wild"),
            "training.optimizer.name=sgd",
            "training.optimizer.learning-rate=1e6",
            "training.epochs=3"),
        DIVERGED,
        message);
    assertThat(verb.output())
        .containsExactly("runs/wild/run.json", "runs/wild/settings.conf");
    RunRecord record =
        RunRecord.read(
            new RunDirectory(new Configuration(), folder + "/out", "wild").runFile());
    assertThat(record.status()).isEqualTo(RunRecord.Status.FAILED);
    assertThat(record.exitCode()).contains(DIVERGED);
    assertThat(record.message()).contains(message);
  }
}
