package dev.elbo.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.ElboException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path dir;

  private WholeFile file(String name) {
    return new WholeFile(
        new Configuration(), new org.apache.hadoop.fs.Path(dir.resolve(name).toUri()));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    file("a.txt").write("old".getBytes(UTF_8));
    file("a.txt").write("new".getBytes(UTF_8));

    assertThat(Files.readString(dir.resolve("a.txt"))).isEqualTo("new");
    assertThat(file("a.txt").read()).isEqualTo("new".getBytes(UTF_8));
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aWriteThatThrowsHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
    file("a.txt").write("old".getBytes(UTF_8));

    assertThatThrownBy(
            () ->
                file("a.txt")
                    .write(
                        out -> {
                          out.write(new byte[100_000]);
                          assertThat(names()).hasSize(2).contains("a.txt");
                          throw new IllegalStateException("half-way");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("half-way");

    assertThat(Files.readString(dir.resolve("a.txt"))).isEqualTo("old");
    assertThat(names()).containsExactly("a.txt");
  }

  /** The local disk, all of whose bytes go to the device that is full by definition. */
  public static final class Full extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("full:///");
    }

    @Override
    protected OutputStream createOutputStreamWithMode(
        org.apache.hadoop.fs.Path file, boolean append, FsPermission permission)
        throws IOException {
      super.createOutputStreamWithMode(file, append, permission).close();
      return super.createOutputStreamWithMode(
          new org.apache.hadoop.fs.Path("/dev/full"), true, null);
    }
  }

  /** Hadoop throws an Error then, and no exception. */
  @Test
  void aFullDiskIsAnErrorWithItsPathAndLeavesTheOldFileAndNothingElse() throws IOException {
    file("a.txt").write("old".getBytes(UTF_8));
    Configuration conf = new Configuration();
    conf.set("fs.full.impl", Full.class.getName());
    WholeFile full =
        new WholeFile(conf, new org.apache.hadoop.fs.Path("full://" + dir.resolve("a.txt")));

    assertThatThrownBy(() -> full.write("new".getBytes(UTF_8)))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot write [full:"
                + dir
                + "/a.txt]: the file system answered [IOException: No space left on device]. Set"
                + " elbo.output.dir to a place that this user may write to and that has room.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.SETTINGS);

    assertThat(Files.readString(dir.resolve("a.txt"))).isEqualTo("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void theTemporaryFileIsHiddenFromSpark() throws IOException {
    file("a.txt").write(out -> assertThat(names()).allMatch(n -> n.startsWith(".a.txt.")));
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void anUnwritablePlaceIsAnErrorWithItsPathAndTheRemedy() throws IOException {
    Files.writeString(dir.resolve("file"), "no directory");

    assertThatThrownBy(() -> file("file/a.txt").write(new byte[0]))
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot write [file:"
                + dir
                + "/file/a.txt]: the file system answered [FileAlreadyExistsException: Destination"
                + " exists and is not a directory: "
                + dir
                + "/file]. Set elbo.output.dir to a place that this user may write to and that has"
                + " room.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.SETTINGS);
  }

  @Test
  void aMissingFileIsAnErrorWithItsPath() {
    assertThat(file("a.txt").exists()).isFalse();
    assertThatThrownBy(() -> file("a.txt").read())
        .isInstanceOf(ElboException.class)
        .hasMessage("Cannot read [file:" + dir + "/a.txt]: there is no such file. Check the path.");
  }

  @Test
  void aFileSystemThatDoesNotExistIsAnErrorOfTheSettings() {
    WholeFile nowhere =
        new WholeFile(new Configuration(), new org.apache.hadoop.fs.Path("nosuch://host/a.txt"));

    assertThatThrownBy(nowhere::read)
        .isInstanceOf(ElboException.class)
        .hasMessage(
            "Cannot read [nosuch://host/a.txt]: the file system answered"
                + " [UnsupportedFileSystemException: No FileSystem for scheme \"nosuch\"]. Check"
                + " the path, this user's rights and the file system.")
        .extracting(e -> ((ElboException) e).kind())
        .isEqualTo(ElboException.Kind.SETTINGS);
  }
}
