package dev.elbo.job.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table whose training takes a moment, for runs that die. */
final class SmallTable {
  private SmallTable() {}

  /** Writes it to a folder; returns settings that train five epochs on two shards of it. */
  static String settings(Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < 300; i++) {
      csv.append(Math.sin(i)).append(',').append(Math.cos(3 * i)).append('\n');
    }
    Path data = Files.writeString(folder.resolve("rows.csv"), csv);
    return """
        elbo.data { format = csv, path = "%s", scale = minmax }
        elbo.model { encoder = [8], decoder = [8], latent.dimension = 2 }
        elbo.training { epochs = 5, batch-size = 32, shards = 2 }
        """
        .formatted(data);
  }
}
