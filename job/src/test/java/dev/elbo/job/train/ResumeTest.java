package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.train.Progress.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  @TempDir private Path folder;
  private SparkSession spark;
  private String settings;

  @BeforeEach
  void writeData() throws IOException {
    spark = Sparks.local(2);
    settings = SmallTable.settings(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "checkpoint.every = 2",
        "averaging { every = 2, moments = local }",
        "averaging { every = 2, moments = local }, checkpoint.every = 2",
        "averaging { every = 3, moments = local, outer.name = elastic }",
        "averaging { every = 2, moments = block, outer.name = nesterov-block-momentum }",
        "averaging { outer.name = adam, early { epochs = 1, steps = 1 } }"
      })
  void aRunThatDiedGoesOnToTheSameBytes(String training) {
    String more = "elbo.training { " + training + " }";
    RunResult whole = Trainings.train(spark, folder.resolve("whole"), settings, more);
    assertThatThrownBy(
            () -> Trainings.train(spark, folder.resolve("cut"), new DiesAfter(3), settings, more))
        .hasMessage("the driver died");
    Notes notes = new Notes();
    RunResult resumed = Trainings.train(spark, folder.resolve("cut"), notes, settings, more);
    String after =
        training.contains("checkpoint") ? "; resumed after epoch 2" : "; resumed after epoch 3";
    assertThat(notes.messages()).anyMatch(message -> message.endsWith(after));
    assertThat(Trainings.model(resumed)).isEqualTo(Trainings.model(whole));
    assertThat(Trainings.metrics(resumed)).isEqualTo(Trainings.metrics(whole));
  }

  @Test
  void aRunIdIsNotResumedWithOtherSettings() {
    Path out = folder.resolve("cut");
    Trainings.Named named = new Trainings.Named("mine");
    assertThatThrownBy(() -> Trainings.train(spark, out, named, new DiesAfter(2), settings))
        .hasMessage("the driver died");
    assertThatThrownBy(
            () ->
                Trainings.train(
                    spark,
                    out,
                    named,
                    new Progress.Silent(),
                    settings,
                    "elbo.model.latent.dimension = 3"))
        .hasMessage(
            "Cannot resume run [mine]: it was started with other settings."
                + " Use --overwrite to train it anew, or another --run-id.");
  }

  @Test
  void nothingStaysInTheCacheOfTheCallersSessionHoweverARunEnds() {
    Set<Integer> before = cached();
    Path out = folder.resolve("cut");
    Trainings.Named named = new Trainings.Named("mine");
    String other = "elbo.model.latent.dimension = 3";
    assertThatThrownBy(() -> Trainings.train(spark, out, named, new DiesAfter(2), settings))
        .hasMessage("the driver died");
    assertThat(before).as("after a death").containsAll(cached());
    assertThatThrownBy(
            () -> Trainings.train(spark, out, named, new Progress.Silent(), settings, other))
        .hasMessageStartingWith("Cannot resume run");
    assertThat(before).as("after a refusal").containsAll(cached());
    assertThatThrownBy(
            () -> Trainings.train(spark, folder, settings, "elbo.training.shards = 100000"))
        .isInstanceOf(ElboException.class);
    assertThat(before).as("after a plan that failed").containsAll(cached());
    assertThatThrownBy(
            () ->
                Trainings.train(
                    spark, folder, settings, "elbo.data.validation.fraction = 0.0000001"))
        .isInstanceOf(ElboException.class);
    assertThat(before).as("after rows that were refused").containsAll(cached());
    Trainings.train(spark, folder, settings);
    assertThat(before).as("after a run").containsAll(cached());
    assertThatThrownBy(() -> Trainings.train(spark, folder, settings))
        .hasMessageContaining("it finished on");
    assertThat(before).as("after a run that was finished").containsAll(cached());
  }

  /** What Spark keeps; a collection may find that nobody knows of some of it any more. */
  private Set<Integer> cached() {
    return Set.copyOf(new JavaSparkContext(spark.sparkContext()).getPersistentRDDs().keySet());
  }

  @Test
  void aFinishedRunIsNotTrainedAgain() {
    RunResult result = Trainings.train(spark, folder, settings);
    assertThatThrownBy(() -> Trainings.train(spark, folder, settings))
        .isInstanceOf(ElboException.class)
        .hasMessageMatching(
            "Cannot start run \\["
                + result.runId()
                + "]: it finished on \\[.*] in \\[.*]\\."
                + " Use --overwrite to train it again, or change a setting\\.");
  }

  /** Of the best epoch no file is left; its model travels in every checkpoint. */
  @Test
  void theBestEpochOutlivesTheCheckpointsThatAreKept() throws IOException {
    String first = "elbo.training { checkpoint.keep = 1, epochs = 9 }";
    String selected = "elbo.training.early-stopping { patience = 3, min-delta = 100 }";
    RunResult whole = Trainings.train(spark, folder.resolve("whole"), settings, first, selected);
    assertThatThrownBy(
            () ->
                Trainings.train(
                    spark, folder.resolve("cut"), new DiesAfter(3), settings, first, selected))
        .hasMessage("the driver died");
    RunResult resumed = Trainings.train(spark, folder.resolve("cut"), settings, first, selected);
    assertThat(Path.of(resumed.directory(), "checkpoints").toFile().list())
        .containsExactly("epoch-00004.npz");
    assertThat(resumed.epoch()).isEqualTo(1);
    assertThat(Trainings.model(resumed)).isEqualTo(Trainings.model(whole));
  }

  @Test
  void aRiseBelowMinDeltaIsNoRise() {
    RunResult result =
        Trainings.train(
            spark,
            folder,
            settings,
            "elbo.training.early-stopping { patience = 2, min-delta = 100 }");
    assertThat(result.epoch()).isEqualTo(1);
    assertThat(Trainings.metrics(result)).hasSize(3);
  }

  @Test
  void overwritingDoesNotThrowAwayWhatCanBeResumed() {
    Path out = folder.resolve("cut");
    assertThatThrownBy(() -> Trainings.train(spark, out, new DiesAfter(3), settings))
        .hasMessage("the driver died");
    Notes notes = new Notes();
    Trainings.train(spark, out, notes, settings, "elbo.output.overwrite = true");
    assertThat(notes.messages()).anyMatch(message -> message.endsWith("; resumed after epoch 3"));
  }

  @Test
  void earlyStoppingKeepsTheBestEpoch() throws IOException {
    RunResult result =
        Trainings.train(
            spark,
            folder,
            settings,
            "elbo.training { epochs = 200, optimizer.learning-rate = 0.05 }",
            "elbo.training.early-stopping { patience = 2 }");
    List<String> lines = Trainings.metrics(result);
    assertThat(lines.size()).isLessThan(200).isEqualTo(result.epoch() + 2);
    assertThat(Files.readString(Path.of(result.directory(), "run.json")))
        .contains("\"best_epoch\" : " + result.epoch());
  }
}
