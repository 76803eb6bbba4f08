package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.ClusterCommand.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** YARN runs the driver and the executors; rows and runs lie on HDFS. */
class YarnClusterIT {
  private static final String JARS = "local:" + Clone.ROOT + "/submit/target/spark-home/jars/*";
  private static final String JAR = Clone.ROOT + "/job/target/elbo-job.jar";

  @TempDir private Path folder;
  private MiniYarn yarn;
  private ClusterCommand command;

  @BeforeEach
  void start() throws Exception {
    yarn = new MiniYarn(folder.resolve("cluster"));
    command =
        new ClusterCommand(
            folder.resolve("user"),
            Map.of("HADOOP_CONF_DIR", yarn.configuration().toString()),
            List.of(
                "--master",
                "yarn",
                "--driver-memory",
                "512m",
                "--executor-memory",
                "512m",
                "--conf",
                "spark.yarn.jars=" + JARS,
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executor.instances=1",
                "--set",
                "elbo.data.path=" + yarn.uri("/rows.csv"),
                "--set",
                "elbo.output.dir=" + yarn.uri("/elbo")));
    FileSystem hdfs = FileSystem.get(yarn.hadoop());
    for (String file : List.of("rows.csv", "bad.csv")) {
      hdfs.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(folder.resolve("user").resolve(file).toUri()),
          new org.apache.hadoop.fs.Path(yarn.uri("/" + file)));
    }
  }

  @AfterEach
  void stop() throws Exception {
    yarn.close();
  }

  @Test
  void aDriverInAContainerTrainsAndItsExitCodesArrive() throws Exception {
    Ended good = command.elbo("--deploy-mode", "cluster", "--run-id", "run");
    assertThat(good.code()).as(good.printed()).isZero();
    assertThat(good.printed())
        .containsPattern("application_\\w+ is RUNNING \\(http")
        .containsPattern("Its log: yarn logs -applicationId application_\\w+")
        .contains("epoch 2/2", "Run run is done");
    assertThat(new RunFiles(yarn.hadoop(), yarn.uri("/elbo")).isFinished()).isTrue();

    Ended bad =
        command.elbo("--deploy-mode", "cluster", "--set", "elbo.data.path=" + yarn.uri("/bad.csv"));
    assertThat(bad.code()).as(bad.printed()).isEqualTo(3);
    assertThat(bad.printed()).contains("elbo: Cannot ", "[five]");
  }

  @Test
  @Tag("soak")
  void everyOtherEndArrivesToo() throws Exception {
    Ended client = command.elbo("--run-id", "run");
    assertThat(client.code()).as(client.printed()).isZero();
    Ended finished = command.elbo("--deploy-mode", "cluster", "--run-id", "run");
    assertThat(finished.code()).as(finished.printed()).isEqualTo(2);
    Ended diverged =
        command.elbo(
            "--deploy-mode",
            "cluster",
            "--set",
            "elbo.training.optimizer.name=sgd",
            "--set",
            "elbo.training.optimizer.learning-rate=1e30");
    assertThat(diverged.code()).as(diverged.printed()).isEqualTo(4);
  }

  @Test
  @Tag("soak")
  void aStopOfTheCommandEndsTheApplication() throws Exception {
    Process elbo =
        command.start(
            "--deploy-mode", "cluster", "--set", "elbo.training.epochs=1000000", "--run-id", "x");
    command.await(elbo, printed -> printed.contains("epoch "));
    elbo.destroy();
    Ended ended = command.end(elbo);
    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.printed()).containsPattern("elbo: Ended application_\\w+\\.");
    assertThat(yarn.states()).containsExactly("KILLED");
  }

  @Test
  @Tag("soak")
  void plainSparkSubmitTrainsInAContainerToo() throws Exception {
    Ended ended =
        command.sparkSubmit(
            "--master",
            "yarn",
            "--deploy-mode",
            "cluster",
            "--class",
            "dev.elbo.job.Main",
            "--files",
            "tiny.conf",
            "--conf",
            "spark.yarn.jars=" + JARS,
            "--conf",
            "spark.executor.instances=1",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.elbo.data.path=" + yarn.uri("/rows.csv"),
            "--conf",
            "spark.elbo.output.dir=" + yarn.uri("/elbo"),
            JAR,
            "train",
            "tiny.conf",
            "--run-id",
            "run");
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(new RunFiles(yarn.hadoop(), yarn.uri("/elbo")).isFinished()).isTrue();
    assertThat(yarn.states()).containsExactly("SUCCEEDED");
  }
}
