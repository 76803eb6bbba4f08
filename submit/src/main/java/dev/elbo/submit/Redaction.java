package dev.elbo.submit;

import dev.elbo.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes secrets out of what is printed: what Spark would hide on its pages, and what we would. */
record Redaction(Pattern secret) {
  private static final String HIDDEN = "*********(redacted)";
  private static final String PROPERTY = "spark.redaction.regex";

  /** The default of Spark. */
  private static final String SPARKS = "(?i)secret|password|token|access[.]?key";

  static Redaction of(Map<String, String> properties) {
    return new Redaction(Pattern.compile(properties.getOrDefault(PROPERTY, SPARKS)));
  }

  /** The value of a property of Spark. */
  String property(String name, String value) {
    boolean isSecret =
        !name.equals(PROPERTY) && (secret.matcher(name).find() || secret.matcher(value).find());
    return isSecret || !Secrets.redact(name, value).equals(value) ? HIDDEN : value;
  }

  /** What the driver is told, in which settings stand as {@code key=value}. */
  List<String> arguments(List<String> arguments) {
    List<String> shown = new ArrayList<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      shown.add(
          equals < 0
              ? argument
              : argument.substring(0, equals + 1)
                  + property(argument.substring(0, equals), argument.substring(equals + 1)));
    }
    return shown;
  }
}
