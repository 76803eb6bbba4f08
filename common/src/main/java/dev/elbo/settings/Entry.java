package dev.elbo.settings;

/**
 * A resolved setting for people; a secret is redacted.
 *
 * @param key the full key, such as {@code elbo.training.epochs}
 * @param value as HOCON, such as {@code 10}, {@code "text"}, {@code [400]} or {@code null}
 * @param origin where it came from: a file with its line, {@code --set}, {@code
 *     spark.elbo.data.path}, {@code environment variable ELBO__DATA__PATH}, {@code default} or
 *     {@code not used by sgd}
 */
public record Entry(String key, String value, String origin) {

  /** Somebody set it, and it is used. */
  public boolean isChosen() {
    return !origin.equals(Origins.DEFAULT) && !origin.startsWith(Completion.NOT_USED);
  }
}
