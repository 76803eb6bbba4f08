package dev.elbo.job.models;

import dev.elbo.ElboException;
import dev.elbo.registry.Change;
import dev.elbo.registry.ModelRegistry;
import dev.elbo.registry.VersionRecord;
import dev.elbo.store.ModelDirectory;
import dev.elbo.store.ModelMetadata;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The versions that people name. */
final class Versions {
  private Versions() {}

  /** The one that is named, or else the champion. */
  static VersionRecord of(ModelRegistry registry, Optional<String> word) {
    return registry.version(
        word.or(() -> registry.champion().map(Change::version))
            .orElseThrow(
                () ->
                    ElboException.settings(
                        "Cannot show the champion of [%s]: no version was promoted. Name a version."
                            .formatted(registry.path()))));
  }

  static ModelMetadata metadata(
      Configuration hadoop, ModelRegistry registry, VersionRecord version) {
    return ModelDirectory.metadata(hadoop, registry.model(version.version()));
  }
}
