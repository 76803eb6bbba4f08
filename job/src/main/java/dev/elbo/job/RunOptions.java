package dev.elbo.job;

import dev.elbo.settings.ResolvedSettings;
import dev.elbo.settings.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every verb that reads a settings file. */
final class RunOptions {
  @Parameters(
      index = "0",
      paramLabel = "CONF",
      description = "The settings file: a path, or a URI of any file system that Hadoop knows.")
  private String conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a setting of the file; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Names the run; else a digest of settings, data and version.")
  private String runId;

  Optional<String> runId() {
    return Optional.ofNullable(runId);
  }

  /** Resolves the settings; {@code spark.elbo.*} properties come from the session. */
  ResolvedSettings resolve(SparkSession spark) {
    Map<String, String> properties = new HashMap<>();
    for (var property : spark.sparkContext().getConf().getAll()) {
      properties.put(property._1(), property._2());
    }
    Sources sources =
        new Sources(
            sets, properties, System.getenv(), conf, Path.of("").toAbsolutePath().toString());
    return ResolvedSettings.read(sources, spark.sparkContext().hadoopConfiguration());
  }
}
