package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A real HDFS of three data nodes in this JVM, with the digits on it. */
final class Hdfs implements AutoCloseable {
  private static final String DATA = "conf/data/optdigits-";

  private final Configuration conf = new Configuration();
  private final MiniDFSCluster cluster;

  /**
   * Starts it and copies the digits.
   *
   * @param folder of the local disk for its blocks
   */
  Hdfs(java.nio.file.Path folder) throws IOException {
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(3).build();
    cluster.waitActive();
    FileSystem hdfs = cluster.getFileSystem();
    for (String part : List.of("train", "test")) {
      Path from = new Path(Clone.ROOT.resolve(DATA + part + ".csv.gz").toUri());
      hdfs.copyFromLocalFile(from, new Path(uri("/digits/" + part + ".csv.gz")));
    }
  }

  /** A run on the digits there, whose files are there. */
  MortalTrain train(Clone clone, String out, String... more) {
    List<String> arguments = new ArrayList<>();
    set(arguments, "elbo.data.path=" + uri("/digits/train.csv.gz"));
    set(arguments, "elbo.data.validation.path=" + uri("/digits/test.csv.gz"));
    set(arguments, "elbo.output.dir=" + uri("/elbo/" + out));
    arguments.addAll(List.of(more));
    RunFiles files = new RunFiles(conf, uri("/elbo/" + out));
    return new MortalTrain(clone, out, files, arguments.toArray(String[]::new));
  }

  /** Nights of a model whose rows and files are there. */
  Nights nights(java.nio.file.Path folder) throws IOException {
    return new Nights(conf, uri("/nights"), folder);
  }

  /** Eight epochs of three rounds. */
  MortalTrain shortTrain(java.nio.file.Path folder, String out, String moments) {
    List<String> arguments = new ArrayList<>(List.of("--master", "local[2]"));
    set(arguments, "elbo.training.epochs=8");
    set(arguments, "elbo.training.checkpoint.keep=2");
    set(arguments, "elbo.training.averaging.every=20");
    set(arguments, "elbo.training.averaging.scale=none");
    set(arguments, "elbo.training.averaging.moments=" + moments);
    return train(new Clone(folder), out, arguments.toArray(String[]::new));
  }

  /**
   * Ends a data node in the middle of a run, without a word to anybody; the run must not notice.
   */
  void loseDataNodeDuring(DriverKills kills, MortalTrain train) throws Exception {
    boolean[] lost = {false};
    MortalTrain.Ended ended =
        train.whileItRuns(
            () -> {
              lost[0] = train.files().names().contains("checkpoints/epoch-00002.npz");
              if (lost[0]) {
                cluster.stopDataNode(0);
              }
              return lost[0];
            });
    assertThat(lost[0]).isTrue();
    assertThat(ended.code()).as(ended.printed()).isZero();
    kills.assertSame(train);
  }

  private static void set(List<String> arguments, String setting) {
    arguments.addAll(List.of("--set", setting));
  }

  private String uri(String path) {
    return cluster.getURI() + path;
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
