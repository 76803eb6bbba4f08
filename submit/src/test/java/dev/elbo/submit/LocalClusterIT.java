package dev.elbo.submit;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Spark's cluster for tests: the executors alone are processes of their own. */
class LocalClusterIT {
  @TempDir private Path folder;

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> all() throws Exception {
    Cluster cluster = Cluster.local(folder.resolve("shared"));
    return new VerbsAndEnds(cluster, folder.resolve("client"), DeployMode.CLIENT).all();
  }
}
