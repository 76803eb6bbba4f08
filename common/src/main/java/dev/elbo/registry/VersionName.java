package dev.elbo.registry;

import dev.elbo.ElboException;
import dev.elbo.store.NumberedFiles;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code v00000003}: the name of a version, which is that of its folder; people may say v3 or 3.
 */
final class VersionName {
  private static final Pattern WORD = Pattern.compile("v?0*([0-9]{1,18})");
  private static final Pattern NAME = Pattern.compile("v([0-9]{8,18})");

  private VersionName() {}

  static String of(long number) {
    return "v" + NumberedFiles.name(number);
  }

  /** The number of a folder, if it is that of a version. */
  static Optional<Long> number(String folder) {
    Matcher name = NAME.matcher(folder);
    return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
  }

  /**
   * The name that somebody means.
   *
   * @throws ElboException (settings) if it is none
   */
  static String meant(String word) {
    Matcher number = WORD.matcher(word);
    if (!number.matches()) {
      throw ElboException.settings(
          "Cannot find version [%s]: that is no name of one. Use a name such as [%s], or its number."
              .formatted(word, of(3)));
    }
    return of(Long.parseLong(number.group(1)));
  }
}
