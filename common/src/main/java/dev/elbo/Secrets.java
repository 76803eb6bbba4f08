package dev.elbo;

import java.util.regex.Pattern;

/**
 * What nobody should find in a run's files or on a terminal: values of telling keys, passwords
 * inside of URIs and of messages that quote one.
 */
public final class Secrets {
  private static final Pattern KEYS = Pattern.compile("(?i)secret|password|token|access[.-]?key");

  /** Of a JDBC URI: {@code ..;password=x} and {@code ..&pwd=x}. */
  private static final Pattern ARGUMENTS =
      Pattern.compile(
          "(?i)([;?&,(:](?:[\\w.-]*(?:password|secret|token|access[.-]?key)[\\w.-]*|pwd)\\s*=\\s*)[^;&,)\\s\"]+");

  /** Oracle's {@code jdbc:oracle:thin:user/password@host}. */
  private static final Pattern SLASH_LOGIN =
      Pattern.compile("(jdbc:\\w+:\\w+:)[^/@\\s\"]+/[^@\\s\"]+@");

  /** The same in prose, up to the bracket and the full stop that may follow. */
  private static final Pattern ASSIGNMENTS =
      Pattern.compile(
          "(?i)((?<![\\w.-])(?:[\\w.-]*(?:password|secret|token|access[.-]?key)[\\w.-]*|pwd)\\s*=\\s*)(?!\\[redacted])[^;&,)\\s\"]+?(?=]?[.:]?(?:[;&,)\\s\"]|$))");

  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s\"]+@");

  private Secrets() {}

  /** The value as HOCON, without its secrets. */
  public static String redact(String key, String hocon) {
    return KEYS.matcher(key).find() ? "\"[redacted]\"" : withoutSecrets(hocon);
  }

  /** A message for people, without the secrets that it may quote. */
  public static String redact(String message) {
    return withoutLogins(ASSIGNMENTS.matcher(message).replaceAll("$1[redacted]"));
  }

  /** A text in which URIs may hold secrets, without those. */
  private static String withoutSecrets(String text) {
    return withoutLogins(ARGUMENTS.matcher(text).replaceAll("$1[redacted]"));
  }

  private static String withoutLogins(String text) {
    return SLASH_LOGIN
        .matcher(USER_INFO.matcher(text).replaceAll("://[redacted]@"))
        .replaceAll("$1[redacted]@");
  }
}
