package dev.elbo.submit;

import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Refuses bad settings before a driver is started for them; the driver reads them again. */
final class SettingsCheck {
  private SettingsCheck() {}

  /** A file elsewhere may need what only the driver has, such as credentials: it checks that. */
  static void check(
      Surroundings around, String conf, List<String> sets, Map<String, String> properties) {
    if (conf.contains("://") && !conf.startsWith("file:")) {
      return;
    }
    ResolvedSettings.read(
        new Sources(
            sets, properties, around.environment(), conf, around.workingDirectory().toString()),
        new Configuration());
  }
}
