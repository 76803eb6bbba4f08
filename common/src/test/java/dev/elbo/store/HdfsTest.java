package dev.elbo.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import dev.elbo.store.RunDirectory.Existing;
import dev.elbo.store.RunDirectory.State;
import java.io.IOException;
import java.io.OutputStream;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real HDFS, whose rename does not replace and whose rights are checked. */
class HdfsTest {
  private static final String NOBODY = "nobody";

  @TempDir static java.nio.file.Path dir;
  private static MiniDFSCluster cluster;
  private static Configuration conf;
  private static FileSystem hdfs;

  @BeforeAll
  static void start() throws IOException {
    conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, dir.toString());
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    hdfs = cluster.getFileSystem();
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  private static Path path(String name) {
    return new Path(cluster.getURI().toString(), name);
  }

  private static List<String> names(String directory) throws IOException {
    return Arrays.stream(hdfs.listStatus(path(directory)))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .toList();
  }

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    WholeFile file = new WholeFile(conf, path("/files/a.txt"));
    file.write("old".getBytes(UTF_8));
    file.write("new".getBytes(UTF_8));
    assertThatThrownBy(() -> file.write(HdfsTest::throwHalfWay))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file.read()).isEqualTo("new".getBytes(UTF_8));
    assertThat(names("/files")).containsExactly("a.txt");
  }

  private static void throwHalfWay(OutputStream out) throws IOException {
    out.write(new byte[1 << 20]);
    throw new IllegalStateException("half-way");
  }

  @Test
  void aRunIsWrittenResumedFinishedAndOverwritten() throws IOException {
    RunDirectory run = new RunDirectory(conf, path("/elbo").toString(), "5f2c9a");
    assertThat(run.open(Existing.RESUME)).isEqualTo(State.ABSENT);
    Checkpoints checkpoints = new Checkpoints(conf, run.checkpoints(), 1);
    checkpoints.write(Fixtures.checkpoint(1));
    checkpoints.write(Fixtures.checkpoint(2));
    assertThat(run.open(Existing.RESUME)).isEqualTo(State.UNFINISHED);
    assertThat(
            checkpoints
                .latest("5f2c9a", c -> Optional.empty())
                .checkpoint()
                .orElseThrow()
                .state()
                .epoch())
        .isEqualTo(2);

    ModelDirectory.write(conf, run.model(), Fixtures.model(), Fixtures.NETWORK);
    ModelDirectory.write(conf, run.model(), Fixtures.model(), Fixtures.NETWORK);
    Fixtures.record().write(run.runFile());

    assertThat(ModelDirectory.read(conf, run.model()).metadata())
        .isEqualTo(Fixtures.model().metadata());
    assertThat(run.state()).isEqualTo(State.FINISHED);
    assertThat(names("/elbo/runs/5f2c9a")).containsExactly("checkpoints", "model", "run.json");
    assertThat(run.open(Existing.OVERWRITE)).isEqualTo(State.ABSENT);
    assertThat(names("/elbo/runs/5f2c9a")).isEmpty();
  }

  @Test
  void aDirectoryOfSomebodyElseIsAnErrorOfTheSettings() throws Exception {
    hdfs.mkdirs(path("/closed"), new FsPermission("700"));
    RunDirectory run = new RunDirectory(conf, path("/closed").toString(), "5f2c9a");
    UserGroupInformation user = UserGroupInformation.createRemoteUser(NOBODY);

    assertThatThrownBy(() -> user.doAs((PrivilegedAction<State>) () -> run.open(Existing.RESUME)))
        .isInstanceOf(ElboException.class)
        .hasMessageStartingWith(
            "Cannot read ["
                + path("/closed/runs/5f2c9a")
                + "]: the file system answered [AccessControlException: Permission denied:"
                + " user=nobody, access=EXECUTE, inode=\"/closed\"")
        .hasMessageEndingWith("]. Check the path, this user's rights and the file system.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.SETTINGS);
  }
}
