package dev.elbo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.elbo.ElboException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings files on file systems other than the local one. */
class RemoteFilesTest {
  @TempDir Path folder;

  /** The local files under another scheme. */
  public static class Far extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("far:///");
    }
  }

  /** A file system that does not answer. */
  public static final class Broken extends Far {
    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      throw new IOException("connection refused");
    }
  }

  private ResolvedSettings read(Class<?> system, String file, String... sets) {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.far.impl", system, org.apache.hadoop.fs.FileSystem.class);
    hadoop.setBoolean("fs.far.impl.disable.cache", true);
    return ResolvedSettings.read(
        new Sources(List.of(sets), Map.of(), Map.of(), file, "/desk"), hadoop);
  }

  @Test
  void pathsInsideAreRelativeToTheRemoteFolder() {
    new Desk(folder)
        .write("conf/base.conf", "elbo.data.format = csv\n")
        .write("conf/x.conf", "include \"base.conf\"\nelbo.data.path = ../rows.csv\n");
    ResolvedSettings resolved = read(Far.class, "far://" + folder + "/conf/x.conf");
    assertThat(resolved.settings().data().path()).isEqualTo("far://" + folder + "/rows.csv");
    assertThat(Desk.entry(resolved, "elbo.data.format").origin())
        .isEqualTo("far://" + folder + "/conf/base.conf: 1");
    assertThat(resolved.settings().output().dir()).isEqualTo("file:/desk/output");
  }

  @Test
  void theWorkingDirectoryOfTheDefaultFileSystemDoesNotMatter() {
    new Desk(folder).write("x.conf", Desk.MINIMAL);
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.defaultFS", "far:///");
    Sources sources = new Sources(List.of(), Map.of(), Map.of(), "x.conf", folder.toString());
    assertThat(ResolvedSettings.read(sources, hadoop).settings().data().path())
        .isEqualTo("file:" + folder + "/rows.csv");
  }

  @Test
  void aSilentFileSystemIsAFailureOfTheEnvironment() {
    ElboException e =
        catchThrowableOfType(ElboException.class, () -> read(Broken.class, "far:///x.conf"));
    assertThat(e)
        .hasMessage(
            "Cannot read settings file far:///x.conf: [connection refused]."
                + " Check that the file system answers and the file is readable.");
    assertThat(e.kind().exitCode()).isEqualTo(5);
  }
}
