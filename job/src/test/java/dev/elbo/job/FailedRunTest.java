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
import org.apache.spark.SparkContext;
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

  /** Ends the application while the second epoch is trained, as a cluster does on demand. */
  private static final class IsEndedFromOutside implements Progress {
    private final Thread outside = new Thread(this::stopInAJob);

    @Override
    public void note(String message) {}

    @Override
    public void onEpoch(EpochEnd end) {
      if (end.metrics().epoch() == 1) {
        outside.start();
      }
    }

    /** Until then a new session would be given the context that is being stopped. */
    void await() throws InterruptedException {
      outside.join();
    }

    private void stopInAJob() {
      SparkContext spark = Sparks.local(2).sparkContext();
      while (spark.statusTracker().getActiveJobIds().length == 0) {
        Thread.onSpinWait();
      }
      spark.stop();
    }

    @Override
    public void onEnd(RunResult result) {}
  }

  private RunRecord recordAfter(Exception failure) throws IOException {
    assertThatThrownBy(() -> train(new Fails(failure), 1))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isSameAs(failure),
            thrown -> assertThat(thrown).isInstanceOf(ElboException.class).hasCause(failure));
    return record();
  }

  private void train(Progress progress, int epochs) throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n3,4\n5,7\n");
    String settings =
        "elbo { data { format = csv, path = \"%s\", validation.fraction = 0 }, model.likelihood = gaussian, training.epochs = %d }"
            .formatted(rows, epochs);
    Trainings.train(Sparks.local(2), folder, progress, settings);
  }

  private RunRecord record() throws IOException {
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

  @Test
  void anApplicationThatIsEndedFromOutsideSaysSo() throws Exception {
    IsEndedFromOutside progress = new IsEndedFromOutside();
    assertThatThrownBy(() -> train(progress, 1_000_000))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith("Cannot finish epoch [")
        .hasMessageContaining("Spark ended the job, the application was ended from outside [")
        .hasMessageEndingWith("]. The same command goes on from the last checkpoint.");
    progress.await();
    RunRecord record = record();
    assertThat(record.exitCode()).contains(5);
    assertThat(record.message().orElseThrow()).contains("was ended from outside");
  }
}
