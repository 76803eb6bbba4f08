package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** YARN runs drivers and executors; rows and runs lie on HDFS. */
class YarnClusterIT {
  @TempDir private static Path folder;
  private static MiniYarn cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new MiniYarn(folder.resolve("cluster"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static VerbsAndEnds with(DeployMode mode, String name) throws Exception {
    return new VerbsAndEnds(cluster, folder.resolve(name), mode);
  }

  /** spark-submit ends with 1 here for every failure. The umask is that of Hadoop. */
  @Test
  void aDriverInAContainerTrainsAndItsExitCodesArrive() throws Exception {
    int before = cluster.ends().size();
    VerbsAndEnds cases = with(DeployMode.CLUSTER, "container");
    cases.trains();
    cases.refusesBadData();
    cases.assertPermissions("rwxr-x---", "rw-r-----");
    List<String> ends = cluster.ends();
    assertThat(ends.subList(before, ends.size())).containsExactly("SUCCEEDED", "FAILED");
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> allWithTheDriverHere() throws Exception {
    return with(DeployMode.CLIENT, "client").all();
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> allWithTheDriverInAContainer() throws Exception {
    return with(DeployMode.CLUSTER, "cluster").all();
  }

  @Test
  @Tag("soak")
  void plainSparkSubmitTrainsInAContainerToo() throws Exception {
    with(DeployMode.CLUSTER, "plain").trainsWithPlainSparkSubmit();
    List<String> ends = cluster.ends();
    assertThat(ends.get(ends.size() - 1)).isEqualTo("SUCCEEDED");
  }
}
