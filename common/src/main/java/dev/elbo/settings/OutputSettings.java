package dev.elbo.settings;

/**
 * Where to leave what came out ({@code elbo.output}).
 *
 * @param dir the folder that gets {@code runs/} and {@code models/}; absolute or a URI
 * @param name of the model among others in the folder, usable as a file name
 * @param overwrite whether a finished run of the same id is trained anew
 */
public record OutputSettings(String dir, String name, boolean overwrite) {

  public OutputSettings {
    Require.notBlank("elbo.output.dir", dir);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new InvalidSetting(
          "elbo.output.name",
          "[%s] cannot name a folder".formatted(name),
          "Use letters, digits, dots, dashes and underscores, a letter or a digit first");
    }
  }
}
