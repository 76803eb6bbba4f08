package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elbo.ElboException;
import dev.elbo.job.Sparks;
import dev.elbo.job.Trainings;
import dev.elbo.job.train.Progress.RunResult;
import dev.elbo.store.Checkpoints;
import dev.elbo.store.MetricsFile;
import dev.elbo.store.RunDirectory;
import dev.elbo.store.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file of a run in turn is the one that does not fit; on a fake, {@link FullDisk}. */
class FullDiskTest {
  private static final Trainings.Named NAME = new Trainings.Named("run");

  @TempDir private Path folder;
  private SparkSession spark;
  private Configuration hadoop;
  private String settings;

  @BeforeEach
  void writeData() throws IOException {
    spark = Sparks.local(2);
    hadoop = spark.sparkContext().hadoopConfiguration();
    hadoop.set("fs.full.impl", FullDisk.class.getName());
    settings =
        SmallTable.settings(folder)
            + "elbo.training { epochs = 3, checkpoint.keep = 2, averaging.scale = none }";
  }

  @Test
  void whicheverFileFindsNoRoomTheRunGoesOnToTheSameBytesOnceThereIs() throws IOException {
    FullDisk.of(Long.MAX_VALUE);
    RunResult whole = train("whole");
    List<FullDisk.Written> files = FullDisk.files();
    long total = FullDisk.used();
    assertThat(files.stream().map(FullDisk.Written::name).map(FullDiskTest::visible))
        .contains("run.json", "settings.conf", "metrics.jsonl", "epoch-00003.npz")
        .contains("parameters.npz", "metadata.json", "report.html");
    for (int i = 0; i < files.size(); i++) {
      long end = i + 1 < files.size() ? files.get(i + 1).before() : total;
      if (end > files.get(i).before()) { // A probe is empty.
        fill("cut" + i, (files.get(i).before() + end) / 2, visible(files.get(i).name()));
        FullDisk.of(Long.MAX_VALUE);
        RunResult resumed = train("cut" + i);
        assertThat(Trainings.model(local(resumed))).isEqualTo(Trainings.model(local(whole)));
        assertThat(Trainings.metrics(local(resumed))).isEqualTo(Trainings.metrics(local(whole)));
        assertNothingHidden("cut" + i);
      }
    }
  }

  private void fill(String out, long room, String file) throws IOException {
    FullDisk.of(room);
    ElboException full = catchThrowableOfType(ElboException.class, () -> train(out));
    assertThat(full.kind()).isEqualTo(ElboException.Kind.SETTINGS);
    assertThat(full.getMessage().replaceAll("[.]([^/]*)[.][0-9a-f-]{36}[.]tmp/", "$1/"))
        .startsWith("Cannot write [full:" + folder.resolve(out).resolve("runs/run"))
        .endsWith(
            "/%s]: the file system answered [IOException: No space left on device]. Set elbo.output.dir to a place that this user may write to and that has room."
                .formatted(file));
    assertNothingHidden(out);
    RunDirectory directory = new RunDirectory(hadoop, output(out), "run");
    Checkpoints checkpoints = new Checkpoints(hadoop, directory.checkpoints(), 2);
    assertThat(checkpoints.latest("run", checkpoint -> Optional.empty()).refused()).isEmpty();
    assertThat(MetricsFile.read(directory.metricsFile())).hasSizeLessThanOrEqualTo(3);
    if (directory.runFile().exists()) {
      assertThat(RunRecord.read(directory.runFile()).status())
          .isNotEqualTo(RunRecord.Status.FINISHED);
    }
  }

  private RunResult train(String out) {
    return Trainings.train(spark, output(out), NAME, new Progress.Silent(), settings);
  }

  private String output(String out) {
    return "full://" + folder.resolve(out);
  }

  private void assertNothingHidden(String out) throws IOException {
    try (var files = Files.walk(folder.resolve(out))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  /** The name that a hidden temporary file is going to have. */
  private static String visible(String temporary) {
    return temporary.replaceFirst("^[.](.*)[.][0-9a-f-]{36}[.]tmp$", "$1");
  }

  /** The same result with paths for the disk below. */
  private static RunResult local(RunResult result) {
    return new RunResult(
        result.runId(),
        result.directory().replaceFirst("^full:/+", "/"),
        result.model().replaceFirst("^full:/+", "/"),
        result.report(),
        result.elbo(),
        result.epoch());
  }
}
