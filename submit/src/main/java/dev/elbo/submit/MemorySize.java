package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of memory as Spark writes them: 512m, 4g; a number alone is in MiB. */
final class MemorySize {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([kmgtp]?)b?");

  private MemorySize() {}

  /** In MiB, rounded down. */
  static long mebibytes(String property, String text) {
    Matcher size = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw ElboException.settings(
          "Cannot use %s: [%s] is no size of memory. Write it as 512m or 4g."
              .formatted(property, text));
    }
    long number = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "k" -> number >> 10;
      case "g" -> number << 10;
      case "t" -> number << 20;
      case "p" -> number << 30;
      default -> number;
    };
  }
}
