package dev.elbo.settings;

import dev.elbo.settings.CheckSettings.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;

/** A working directory in which a test writes settings files and reads them. */
final class Desk {
  static final String MINIMAL = "elbo.data { format = csv, path = rows.csv }\n";

  /** What nobody set. */
  static final RetrainSettings RETRAIN =
      new RetrainSettings(
          0.1,
          RetrainSettings.From.SCRATCH,
          new RetrainSettings.Watermark(RetrainSettings.By.MODIFIED, Optional.empty(), 600),
          new GateSettings(
              GateSettings.Mode.BETTER, OptionalDouble.empty(), 5, 0.5, OptionalDouble.of(1), 100),
          new CheckSettings(
              CheckSettings.Action.STOP,
              new Limits(OptionalDouble.of(0.05), OptionalDouble.of(0.25)),
              new Limits(OptionalDouble.of(0.5), OptionalDouble.empty()),
              new Limits(OptionalDouble.of(0.25), OptionalDouble.of(1)),
              new Limits(OptionalDouble.of(3), OptionalDouble.of(20))),
          300,
          10,
          new RetrainSettings.Notification(Optional.empty(), List.of()));

  private final Path folder;
  private final Map<String, String> spark = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  Desk(Path folder) {
    this.folder = folder;
  }

  Desk write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Desk spark(String key, String value) {
    spark.put(key, value);
    return this;
  }

  Desk environment(String key, String value) {
    environment.put(key, value);
    return this;
  }

  /** The file: URI of a path below the working directory. */
  String uri(String path) {
    return "file:" + folder.resolve(path).normalize();
  }

  ResolvedSettings read(String file, String... sets) {
    return ResolvedSettings.read(
        new Sources(List.of(sets), spark, environment, file, folder.toString()),
        new Configuration(false));
  }

  /** Reads x.conf, which is the text after a minimal first line. */
  ResolvedSettings minimal(String text, String... sets) {
    return write("x.conf", MINIMAL + text).read("x.conf", sets);
  }

  static Entry entry(ResolvedSettings resolved, String key) {
    return resolved.entries().stream().filter(e -> e.key().equals(key)).findFirst().orElseThrow();
  }
}
