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

  /** Starts any class of Spark's. */
  Path starter() {
    return folder.resolve("bin/spark-class");
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
    return Files.exists(file)
        ? read(file, "Mend it, or set SPARK_CONF_DIR to another folder")
        : new TreeMap<>();
  }

  /** What a file says that stands in for {@code spark-defaults.conf}. */
  static Map<String, String> properties(Path file) {
    return read(file, "Give --properties-file a file such as conf/spark/yarn.conf");
  }

  private static Map<String, String> read(Path file, String remedy) {
    Map<String, String> defaults = new TreeMap<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      properties.forEach((name, value) -> defaults.put((String) name, ((String) value).trim()));
      return defaults;
    } catch (IOException | IllegalArgumentException e) {
      throw ElboException.environment(
          "Cannot read the defaults of Spark: [%s] is not readable (%s). %s."
              .formatted(file, e.getMessage(), remedy),
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
