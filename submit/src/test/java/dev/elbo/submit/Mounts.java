package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell that may mount disks, in a mount namespace of its own: nobody else sees them, and they
 * are gone with the last of its processes.
 */
final class Mounts {
  /** For root; for others, who are root in a namespace of users where the kernel lets them. */
  private static final List<List<String>> WAYS =
      List.of(List.of("unshare", "-m"), List.of("unshare", "-r", "-m"));

  private final Path folder;
  private final List<String> way;

  private Mounts(Path folder, List<String> way) {
    this.folder = folder;
    this.way = way;
  }

  /** A shell with a folder for its disk, {@code $disk}; null where this machine does not let us. */
  static Mounts orNull(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("disk"));
    for (List<String> way : WAYS) {
      Mounts mounts = new Mounts(folder, way);
      if (mounts.isAllowed()) {
        return mounts;
      }
    }
    return null;
  }

  private boolean isAllowed() throws InterruptedException {
    try {
      return sh("mount -t tmpfs -o size=64k none \"$disk\"").exitValue() == 0;
    } catch (IOException e) { // There is no unshare.
      return false;
    }
  }

  /** Runs a script to its end; fails with its output if a command of it does. */
  void run(String script) throws Exception {
    Process ended = sh(script);
    assertThat(ended.exitValue()).as(Files.readString(folder.resolve("mounts.log"))).isZero();
  }

  private Process sh(String script) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(way);
    words.addAll(List.of("sh", "-e", "-c", script));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mounts.log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("disk", folder.resolve("disk").toString());
    builder.environment().put("elbo", Clone.ROOT.resolve("submit/bin/elbo").toString());
    builder.environment().put("digits", Clone.ROOT.resolve("conf/digits.conf").toString());
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return process;
  }
}
