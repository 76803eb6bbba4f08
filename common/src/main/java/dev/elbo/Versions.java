package dev.elbo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions that this code was built with, and the Java that runs it. */
public final class Versions {
  private static final Properties BUILT = load();

  private Versions() {}

  /** The version of this code; a part of every run id. */
  public static String elbo() {
    return BUILT.getProperty("elbo");
  }

  /** Names and versions of elbo, java, nd4j, openblas and javacpp. */
  public static SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>();
    BUILT.forEach((name, version) -> all.put((String) name, (String) version));
    all.put("java", Runtime.version().toString());
    return all;
  }

  private static Properties load() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
