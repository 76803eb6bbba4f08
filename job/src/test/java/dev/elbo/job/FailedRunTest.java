package dev.elbo.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.train.Progress;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that Spark ended says of itself. */
class FailedRunTest {
  @TempDir private Path folder;

  /** Throws what Scala would, undeclared, when training begins. */
  private record Fails(Exception failure) implements Progress {
    @Override
    public void note(String message) {
      sneak(failure);
    }

    @Override
    public void onEnd(RunResult result) {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // That is the trick.
    private static <E extends Exception> void sneak(Exception e) throws E {
      throw (E) e;
    }
  }

  private RunRecord recordAfter(Exception failure) throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n3,4\n5,7\n");
    String settings =
        "elbo { data { format = csv, path = \"%s\", validation.fraction = 0 }, model.likelihood = gaussian }"
            .formatted(rows);
    assertThatThrownBy(() -> Trainings.train(Sparks.local(2), folder, new Fails(failure), settings))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isSameAs(failure),
            thrown -> assertThat(thrown).isInstanceOf(ElboException.class).hasCause(failure));
    try (var runs = Files.list(folder.resolve("runs"))) {
      String id = runs.findFirst().orElseThrow().getFileName().toString();
      return RunRecord.read(new RunDirectory(new Configuration(), folder.toString(), id).runFile());
    }
  }

  @Test
  void aFailureOfTheClusterIsRecordedInALine() throws Exception {
    RunRecord record = recordAfter(new SparkException("Job aborted: \n\tat a.b.c"));
    assertThat(record.status()).isEqualTo(RunRecord.Status.FAILED);
    assertThat(record.exitCode()).contains(5);
    assertThat(record.message())
        .contains(
            "Cannot read the data: Spark ended the job, it failed [Job aborted:]. Look at what the driver printed above, and at the logs of the executors.");
  }

  @Test
  void anErrorOfOursThatATaskThrewKeepsItsCodeAndMessage() throws Exception {
    RunRecord record =
        recordAfter(new SparkException("Job aborted", ElboException.data("Cannot read it.")));
    assertThat(record.exitCode()).contains(3);
    assertThat(record.message()).contains("Cannot read it.");
  }
}
