package dev.elbo.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the settings of a program come from that uses Elbo as a library. What stands first wins;
 * neither Spark's properties nor the environment override anything.
 *
 * @param given by the program
 * @param text settings in HOCON, or the path of a settings file if it ends with {@code .conf}
 * @param otherwise what holds where neither of the two says anything
 * @param environment which {@code ${?NAME}} in the text sees
 * @param workingDirectory what relative paths outside of files are relative to; without a scheme a
 *     local folder
 */
public record ProgramSources(
    List<Assignment> given,
    Optional<String> text,
    List<Assignment> otherwise,
    Map<String, String> environment,
    String workingDirectory) {
  private static final String FILE = ".conf";

  /** What messages call settings that are in no file. */
  static final String TEXT = "settings";

  public ProgramSources {
    given = List.copyOf(given);
    otherwise = List.copyOf(otherwise);
    environment = Map.copyOf(environment);
  }

  /** The path of the settings file, if the text is one. */
  Optional<String> file() {
    return text.map(String::strip).filter(t -> t.endsWith(FILE) && t.indexOf('=') < 0);
  }
}
