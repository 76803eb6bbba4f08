package dev.elbo.settings;

import com.typesafe.config.ConfigException;
import dev.elbo.ElboException;

/** What the HOCON parser and resolver complain about, in Elbo's words. */
final class Hocon {

  private Hocon() {}

  static ElboException unreadable(ConfigException e, String file, Origins origins) {
    return ElboException.settings(
        ("Cannot read settings (%s): [%s] is no HOCON. Mend that place; for the syntax see"
                + " https://github.com/lightbend/config/blob/main/HOCON.md.")
            .formatted(place(e, file, origins), complaint(e)),
        e);
  }

  /** The parser goes one call deeper with each bracket. */
  static ElboException tooDeep(StackOverflowError e, String file) {
    return ElboException.settings(
        "Cannot read settings (%s): its brackets and braces are nested too deeply. Close each where its list or section ends."
            .formatted(file),
        e);
  }

  static ElboException unresolved(ConfigException e, String file, Origins origins) {
    return ElboException.settings(
        ("Cannot read settings (%s): [%s]. Give it a value, here or in the environment,"
                + " or write ${?NAME} to do without.")
            .formatted(place(e, file, origins), complaint(e)),
        e);
  }

  private static String place(ConfigException e, String file, Origins origins) {
    return e.origin() == null ? file : origins.place(e.origin());
  }

  /** The message of the exception without its place and its full stop, on one line. */
  private static String complaint(ConfigException e) {
    String place = e.origin() == null ? "" : e.origin().description() + ": ";
    String message = e.getMessage().replaceAll("\\s+", " ").strip();
    return message.substring(message.startsWith(place) ? place.length() : 0).replaceAll("\\.$", "");
  }
}
