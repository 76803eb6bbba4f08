package dev.elbo.submit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data, runs, checkpoints and models on HDFS, where drivers and data nodes die; shards keep their
 * moments there, too.
 */
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
    DriverKills kills = new DriverKills(out -> hdfs.shortTrain(folder, out, "local"));
    kills.atRandom(1, 4);
    hdfs.loseDataNodeDuring(kills, hdfs.shortTrain(folder, "datanode", "local"));
  }
}
