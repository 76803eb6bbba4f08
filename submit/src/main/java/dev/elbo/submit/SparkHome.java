package dev.elbo.submit;

import dev.elbo.ElboException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * An installed Spark.
 *
 * @param folder with {@code bin/spark-submit} and {@code jars/} in it
 */
record SparkHome(Path folder) {

  Path submit() {
    return folder.resolve("bin/spark-submit");
  }

  /** Such as 3.5.5, from the name of the jar of its core; "unknown" where there is none. */
  String version() {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(folder.resolve("jars"), "spark-core_*.jar")) {
      for (Path jar : jars) {
        String name = jar.getFileName().toString();
        return name.substring(name.indexOf('-', "spark-core_".length()) + 1, name.length() - 4);
      }
      return "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** What its owner wrote into {@code spark-defaults.conf}. */
  Map<String, String> defaults(Map<String, String> environment) {
    Path file = configuration(environment).resolve("spark-defaults.conf");
    Map<String, String> defaults = new TreeMap<>();
    if (!Files.exists(file)) {
      return defaults;
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      properties.forEach((name, value) -> defaults.put((String) name, ((String) value).trim()));
      return defaults;
    } catch (IOException | IllegalArgumentException e) {
      throw ElboException.environment(
          "Cannot read the defaults of Spark: [%s] is not readable (%s). Mend it, or set SPARK_CONF_DIR to another folder."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Whether its owner says what is logged. */
  boolean logs(Map<String, String> environment) {
    return Files.exists(configuration(environment).resolve("log4j2.properties"));
  }

  private Path configuration(Map<String, String> environment) {
    String named = environment.get("SPARK_CONF_DIR");
    return named == null ? folder.resolve("conf") : Path.of(named);
  }
}
