package dev.elbo.job.data;

import dev.elbo.settings.DataSettings;
import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** elbo.data as its record. */
final class DataSettingsOf {
  private DataSettingsOf() {}

  /** Settings in HOCON, on top of defaults under which nothing is held out. */
  static DataSettings hocon(String first, String... more) {
    try {
      Path conf = Files.createTempFile("elbo", ".conf");
      Files.writeString(
          conf,
          "elbo.model.likelihood = gaussian\nelbo.data { validation.fraction = 0, %s\n%s\n}"
              .formatted(first, String.join("\n", more)));
      return ResolvedSettings.read(
              new Sources(List.of(), Map.of(), Map.of(), conf.toString(), "/"), new Configuration())
          .settings()
          .data();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
