package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that ends in infinity: exit code 4, and a run that says so. */
class DivergenceTest {
  private static final int DIVERGED = 4;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"adam", "sgd"})
  void aHugeLearningRateEndsWithARecordAndWithoutAModel(String optimizer) {
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 50; i++) {
      rows.append(i * 31 % 101).append(',').append(i * 71 % 97).append(",1\n");
    }
    Verb verb = new Verb(folder).write("rows.csv", rows.toString());
    String message =
        "Cannot finish epoch [1]: training diverged, the objective is [NaN], at learning rate [125000.0] after going back [3] times. Lower elbo.training.optimizer.learning-rate [1000000.0], set elbo.training.clip-norm, or check elbo.data.scale.";
    verb.assertRefused(
        verb.train(
            List.of("--run-id", "wild"),
            "training.optimizer.name=" + optimizer,
            "training.optimizer.learning-rate=1e6",
            "training.epochs=3"),
        DIVERGED,
        message);
    assertThat(verb.output()).containsExactly("runs/wild/run.json", "runs/wild/settings.conf");
    RunRecord record =
        RunRecord.read(new RunDirectory(new Configuration(), folder + "/out", "wild").runFile());
    assertThat(record.status()).isEqualTo(RunRecord.Status.FAILED);
    assertThat(record.exitCode()).contains(DIVERGED);
    assertThat(record.message()).contains(message);
  }
}
