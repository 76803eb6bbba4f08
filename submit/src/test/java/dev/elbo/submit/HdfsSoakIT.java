package dev.elbo.submit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link HdfsIT} at length: drivers die with all data nodes and with one of them gone. */
@Tag("soak")
class HdfsSoakIT {
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

  @ParameterizedTest
  @ValueSource(strings = {"average", "local"})
  void neitherDeadDriversNorADeadDataNodeChangeAByte(String moments) throws Exception {
    DriverKills kills = new DriverKills(out -> hdfs.shortTrain(folder, out, moments));
    kills.atRandom(3, 6);
    kills.inTheMiddleOf("checkpoints/[.]epoch-00003[.]npz[.].*", 20);
    hdfs.loseDataNodeDuring(kills, hdfs.shortTrain(folder, "datanode", moments));
    kills.oneAfterTheOther(3, 7);
  }
}
