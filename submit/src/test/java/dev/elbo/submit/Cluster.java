package dev.elbo.submit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Where Spark runs in a test: how to name it, and where files lie that every node sees. */
interface Cluster extends AutoCloseable {

  /** The master and what else this cluster needs, as both elbo and spark-submit take it. */
  List<String> options();

  /** Variables of who starts something on it. */
  Map<String, String> environment();

  /** The configuration of its file system. */
  Configuration hadoop();

  /** A path under the folder for files that every node sees; as it is given to a command. */
  String shared(String name);

  /** How many applications are there that have not ended. */
  long running() throws Exception;

  @Override
  void close();

  /** A driver in a process of its own, and two executors in theirs. */
  static Cluster local(Path folder) {
    return new Cluster() {
      @Override
      public List<String> options() {
        return Clone.words("--master local-cluster[2,1,1024]", "--executor-memory 512m");
      }

      @Override
      public Map<String, String> environment() {
        return Map.of();
      }

      @Override
      public Configuration hadoop() {
        return new Configuration();
      }

      @Override
      public String shared(String name) {
        return folder.resolve(name).toString();
      }

      /** Its master is in the driver, and ends with it. */
      @Override
      public long running() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
