package dev.elbo.submit;

import dev.elbo.ElboException;
import dev.elbo.store.Console;
import dev.elbo.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where the command and a driver elsewhere leave each other files: {@code
 * <output.dir>/launches/<id>/}, which is gone when the command ends.
 */
final class LaunchFolder {
  private final Configuration hadoop;
  private final Path path;

  LaunchFolder(Configuration hadoop, String outputDir) {
    this.hadoop = hadoop;
    this.path = new Path(new Path(outputDir, "launches"), UUID.randomUUID().toString());
  }

  /** Writes the settings for the driver; returns their URI. */
  String settings(String text) {
    WholeFile file = new WholeFile(hadoop, new Path(path, "settings.conf"));
    file.write(text.getBytes(StandardCharsets.UTF_8));
    return file.path().toString();
  }

  /** What the driver prints; written by it. */
  Path console() {
    return new Path(path, "console.json");
  }

  /** What the driver has printed so far, if it has begun. */
  Optional<Console> read() {
    WholeFile file = new WholeFile(hadoop, console());
    return file.exists() ? Optional.of(Console.read(file)) : Optional.empty();
  }

  void delete() {
    try {
      path.getFileSystem(hadoop).delete(path, true);
    } catch (IOException e) {
      throw ElboException.environment(
          "Cannot clear away [%s]: [%s]. It can be deleted.".formatted(path, e.getMessage()), e);
    }
  }
}
