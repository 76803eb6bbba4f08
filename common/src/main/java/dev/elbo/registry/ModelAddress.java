package dev.elbo.registry;

import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.WholeFile;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Finds the model that somebody means by a path. */
public final class ModelAddress {
  private ModelAddress() {}

  /**
   * Reads the model of a directory, of the run or the version that the directory belongs to, or the
   * champion of a name: {@code runs/ID}, {@code models/NAME/versions/v00000003}, {@code
   * models/NAME}.
   *
   * @throws dev.elbo.ElboException (data) if there is none, or it is damaged, (settings) if no
   *     version of a name was promoted
   */
  public static Model read(Configuration conf, String directory) {
    Path path = new Path(directory);
    if (new WholeFile(conf, new Path(path, "model")).exists()) {
      return ModelDirectory.read(conf, new Path(path, "model"));
    }
    boolean isName =
        Stream.of("champion", "versions")
            .anyMatch(part -> new WholeFile(conf, new Path(path, part)).exists());
    return isName ? ModelRegistry.at(conf, path).readChampion() : ModelDirectory.read(conf, path);
  }
}
