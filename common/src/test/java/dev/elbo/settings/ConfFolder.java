package dev.elbo.settings;

import java.nio.file.Path;

/** The conf folder of the source tree. */
final class ConfFolder {

  private ConfFolder() {}

  static Path path() {
    String module = System.getProperty("basedir", System.getProperty("user.dir"));
    return Path.of(module).resolveSibling("conf");
  }
}
