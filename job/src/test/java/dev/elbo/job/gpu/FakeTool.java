package dev.elbo.job.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A script in the place of nvidia-smi: there need be no GPU here. */
final class FakeTool {
  private FakeTool() {}

  /** One that notes its arguments in a file beside it and does what the script says. */
  static Path write(Path folder, String script) throws IOException {
    Path tool = folder.resolve("nvidia-smi");
    Files.writeString(tool, "#!/bin/sh\necho \"$@\" >> \"$0.arguments\"\n" + script);
    if (!tool.toFile().setExecutable(true)) {
      throw new IOException("not executable");
    }
    return tool;
  }
}
