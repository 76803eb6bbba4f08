package dev.elbo.settings;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;

/**
 * A setting that a program gives a value.
 *
 * @param key the full key, such as {@code elbo.training.epochs}
 * @param value as HOCON, such as {@code 10}, {@code "text"} or {@code [400]}
 * @param place what messages call the giver, such as {@code param epochs}
 */
public record Assignment(String key, String value, String place) {

  /**
   * Of a value as Java has it.
   *
   * @param value a text, a number, a truth or a list of them
   */
  public static Assignment of(String key, Object value, String place) {
    String hocon =
        ConfigValueFactory.fromAnyRef(value, place).render(ConfigRenderOptions.concise());
    return new Assignment(key, hocon, place);
  }
}
