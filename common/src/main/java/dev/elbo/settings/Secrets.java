package dev.elbo.settings;

import java.util.regex.Pattern;

/** What nobody should find in a run's files: values of telling keys, passwords inside of URIs. */
final class Secrets {
  private static final Pattern KEYS = Pattern.compile("(?i)secret|password|token|access[.-]?key");
  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s\"]+@");

  private Secrets() {}

  /** The value as HOCON, without its secrets. */
  static String redact(String key, String hocon) {
    return KEYS.matcher(key).find()
        ? "\"[redacted]\""
        : USER_INFO.matcher(hocon).replaceAll("://[redacted]@");
  }
}
