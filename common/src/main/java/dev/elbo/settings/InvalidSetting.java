package dev.elbo.settings;

/**
 * A value that a settings record does not take. Whoever read the value from somewhere adds where
 * that was.
 */
public final class InvalidSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final String reason;
  private final String remedy;

  InvalidSetting(String key, String reason, String remedy) {
    super("Cannot use %s: %s. %s.".formatted(key, reason, remedy));
    this.key = key;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The full key, such as {@code elbo.training.epochs}. */
  public String key() {
    return key;
  }

  /** What is wrong, with the value in brackets. */
  public String reason() {
    return reason;
  }

  /** What to do, a sentence without its full stop. */
  public String remedy() {
    return remedy;
  }
}
