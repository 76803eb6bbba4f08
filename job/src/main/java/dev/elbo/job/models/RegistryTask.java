package dev.elbo.job.models;

import dev.elbo.ElboException;
import dev.elbo.registry.ModelRegistry;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Something that is asked of the models of a name, or done to them; needs no session. */
@FunctionalInterface
public interface RegistryTask {

  /** Does it. */
  void run(ModelRegistry registry, Answer answer);

  /**
   * Does it to the models in a directory.
   *
   * @param directory {@code OUTPUT_DIR/models/NAME}; absolute or a URI
   * @throws ElboException (settings) if there are none, and whatever else is wrong
   */
  default void run(Configuration hadoop, String directory, Answer answer) {
    ModelRegistry registry = ModelRegistry.at(hadoop, new Path(directory));
    if (!registry.exists()) {
      throw ElboException.settings(
          "Cannot find models in [%s]: there are neither versions nor a champion. Give OUTPUT_DIR/models/NAME, of the settings elbo.output.dir and elbo.output.name of the retraining."
              .formatted(registry.path()));
    }
    run(registry, answer);
  }
}
