package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.submit.ClusterCommand.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A standalone master and its workers, processes of their own, run the driver and the executors.
 */
class StandaloneClusterIT {
  @TempDir private Path folder;
  private Standalone cluster;
  private ClusterCommand command;

  @BeforeEach
  void start() throws Exception {
    cluster = Standalone.start(folder.resolve("cluster"), 2, 2, "2g");
    command =
        new ClusterCommand(
            folder.resolve("user"),
            Map.of(),
            List.of(
                "--master",
                cluster.master(),
                "--driver-memory",
                "512m",
                "--executor-memory",
                "512m",
                "--conf",
                "spark.executor.cores=1"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  /** Bad data is found before there is a run.json; the driver's process fails, spark-submit not. */
  @Test
  void aDriverOnAWorkerTrainsAndItsExitCodesArrive() throws Exception {
    Ended good = command.elbo("--deploy-mode", "cluster", "--run-id", "good");
    assertThat(good.code()).as(good.printed()).isZero();
    assertThat(good.printed())
        .containsPattern("driver-[0-9-]+ is RUNNING")
        .containsPattern("epoch 2/2 .*")
        .contains("Run good is done");
    assertThat(folder.resolve("user/out/runs/good/model/parameters.npz")).exists();

    Ended bad =
        command.elbo(
            "--deploy-mode", "cluster", "--set", "elbo.data.path=" + folder + "/user/bad.csv");
    assertThat(bad.code()).as(bad.printed()).isEqualTo(3);
    assertThat(bad.printed()).contains("elbo: Cannot ", "[five]");
    try (var left = Files.list(folder.resolve("user/out/launches"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  @Tag("soak")
  void everyOtherEndArrivesToo() throws Exception {
    Ended client = command.elbo("--run-id", "client");
    assertThat(client.code()).as(client.printed()).isZero();
    Ended finished = command.elbo("--deploy-mode", "cluster", "--run-id", "client");
    assertThat(finished.code()).as(finished.printed()).isEqualTo(2);
    assertThat(finished.printed()).contains("elbo: Cannot start run [client]: it finished on");
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
  void aStopOfTheCommandEndsTheDriver() throws Exception {
    Process elbo =
        command.start(
            "--deploy-mode", "cluster", "--set", "elbo.training.epochs=1000000", "--run-id", "x");
    command.await(elbo, printed -> printed.contains("epoch "));
    elbo.destroy();
    Ended ended = command.end(elbo);
    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.printed()).containsPattern("elbo: Ended driver-[0-9-]+\\.");
    cluster.awaitLog(
        "master", "Kill request for driver-[0-9-]+|Asked to kill driver driver-[0-9-]+");
  }
}
