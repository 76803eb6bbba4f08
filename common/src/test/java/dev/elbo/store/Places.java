package dev.elbo.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A file system of each kind: the local disk, an HDFS of one data node, an object store. */
public final class Places implements AutoCloseable {

  /** What it is. */
  public enum Kind {
    LOCAL,
    HDFS,
    BUCKET
  }

  private final Path folder;
  private final Configuration conf = new Configuration();
  private final MiniDFSCluster cluster;
  private final AtomicInteger count = new AtomicInteger();

  /** Starts it; all bytes are in the folder. */
  public Places(Path folder) throws IOException {
    this.folder = folder;
    conf.set("fs.bucket.impl", Bucket.class.getName());
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    cluster.waitActive();
  }

  /** Knows all three. */
  public Configuration conf() {
    return conf;
  }

  /** A directory that nobody has used, and that does not exist. */
  public org.apache.hadoop.fs.Path fresh(Kind kind) {
    String path = folder.resolve("place-" + count.incrementAndGet()).toString();
    return new org.apache.hadoop.fs.Path(
        switch (kind) {
          case LOCAL -> "file:" + path;
          case HDFS -> cluster.getURI() + path;
          case BUCKET -> "bucket:" + path;
        });
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
