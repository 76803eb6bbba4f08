package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data, runs, checkpoints and models on HDFS, where data nodes and drivers die. */
class HdfsIT {
  @TempDir private Path folder;
  private Hdfs hdfs;

  @BeforeEach
  void start() throws Exception {
    hdfs = new Hdfs(folder.resolve("hdfs"));
  }

  @AfterEach
  void stop() {
    hdfs.close();
  }

  @Test
  void neitherADeadDriverNorADeadDataNodeChangesAByte() throws Exception {
    DriverKills kills = new DriverKills(this::train);
    kills.atRandom(1, 4);
    MortalTrain train = train("datanode");
    MortalTrain.Ended ended =
        train.whileItRuns(
            () -> {
              boolean underWay = train.files().names().contains("checkpoints/epoch-00002.npz");
              if (underWay) {
                hdfs.loseDataNode();
              }
              return underWay;
            });
    assertThat(ended.code()).as(ended.printed()).isZero();
    assertThat(train.files().metrics()).hasSize(8);
    kills.assertSame(train);
    kills.atRandom(1, 5);
  }

  private MortalTrain train(String out) {
    return hdfs.train(
        new Clone(folder),
        out,
        "--master",
        "local[2]",
        "--set",
        "elbo.training.epochs=8",
        "--set",
        "elbo.training.checkpoint.keep=2");
  }
}
