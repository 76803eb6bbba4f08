package dev.elbo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data nodes that die while a file is written, and before it is read. */
class HdfsDataNodesTest {
  @TempDir java.nio.file.Path dir;
  private MiniDFSCluster cluster;
  private Configuration conf;

  @BeforeEach
  void start() throws IOException {
    conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, dir.toString());
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(3).build();
    cluster.waitActive();
  }

  @AfterEach
  void stop() {
    cluster.shutdown();
  }

  /** Three replicas on three nodes: nobody can take the place of the dead one. */
  @Test
  void aFileIsWrittenWholeAlthoughADataNodeDiesInTheMiddleOfIt() {
    WholeFile file = new WholeFile(conf, new Path(cluster.getURI().toString(), "/a"));
    byte[] half = new byte[3 << 20];
    Arrays.fill(half, (byte) 7);

    file.write(
        out -> {
          out.write(half);
          out.flush();
          if (cluster.getDataNodes().size() == 3) {
            cluster.stopDataNode(0);
          }
          out.write(half);
        });

    assertThat(file.read()).hasSize(2 * half.length).containsOnly(7);
  }
}
