package dev.elbo.job.score;

import dev.elbo.ElboException;
import dev.elbo.store.Model;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.WholeFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Finds the model that somebody means by a path. */
final class ModelFiles {
  private ModelFiles() {}

  /**
   * Reads the model of a directory, or of the run that the directory belongs to.
   *
   * @throws ElboException (data) if there is none, or it is damaged
   */
  static Model read(Configuration hadoop, String directory) {
    Path inside = new Path(directory, "model");
    boolean isRun = new WholeFile(hadoop, inside).exists();
    return ModelDirectory.read(hadoop, isRun ? inside : new Path(directory));
  }
}
