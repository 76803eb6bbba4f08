package dev.elbo.submit;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A standalone master and two workers, processes of their own, run drivers and executors. */
class StandaloneClusterIT {
  @TempDir private static Path folder;
  private static Standalone cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = Standalone.start(folder.resolve("cluster"), 2, 2, "2g");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static VerbsAndEnds with(DeployMode mode, String name) throws Exception {
    return new VerbsAndEnds(cluster, folder.resolve(name), mode);
  }

  /** spark-submit ends with 0 here whatever the driver does. */
  @Test
  void aDriverOnAWorkerTrainsAndItsExitCodesArrive() throws Exception {
    VerbsAndEnds cases = with(DeployMode.CLUSTER, "worker");
    cases.trains();
    cases.refusesBadData();
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> allWithTheDriverHere() throws Exception {
    return with(DeployMode.CLIENT, "client").all();
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> allWithTheDriverOnAWorker() throws Exception {
    return with(DeployMode.CLUSTER, "cluster").all();
  }

  @Test
  @Tag("soak")
  void plainSparkSubmitTrainsToo() throws Exception {
    with(DeployMode.CLIENT, "plain").trainsWithPlainSparkSubmit();
  }
}
