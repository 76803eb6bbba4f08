package dev.elbo;

/**
 * Something that the user can mend. The message is the whole message: {@code Cannot <verb> <what>:
 * <reason with the values in [brackets]>. <Remedy>.} Mains print it without a stack trace and exit
 * with the code of its kind. Secrets that a value or the reason may hold are redacted.
 */
public final class ElboException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What went wrong, in the exit codes that every command shares. */
  public enum Kind {
    /** Bad usage or settings, an unwritable output, a finished run of the same id. */
    SETTINGS(2),
    /** Bad data, too few rows among them. */
    DATA(3),
    /** NaN or infinity in the objective or the parameters. */
    DIVERGED(4),
    /** The cluster or the environment failed. */
    ENVIRONMENT(5),
    /** Another run holds the lease that this one needs. */
    BUSY(75);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of a command that ends this way. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  private ElboException(Kind kind, String message, Throwable cause) {
    super(Secrets.redact(message), cause);
    this.kind = kind;
  }

  /** Bad usage or settings. */
  public static ElboException settings(String message) {
    return new ElboException(Kind.SETTINGS, message, null);
  }

  /** Bad usage or settings, with the exception that told. */
  public static ElboException settings(String message, Throwable cause) {
    return new ElboException(Kind.SETTINGS, message, cause);
  }

  /** Bad data. */
  public static ElboException data(String message) {
    return new ElboException(Kind.DATA, message, null);
  }

  /** Bad data, with the exception that told. */
  public static ElboException data(String message, Throwable cause) {
    return new ElboException(Kind.DATA, message, cause);
  }

  /** Training diverged. */
  public static ElboException diverged(String message) {
    return new ElboException(Kind.DIVERGED, message, null);
  }

  /** The cluster or the environment failed. */
  public static ElboException environment(String message, Throwable cause) {
    return new ElboException(Kind.ENVIRONMENT, message, cause);
  }

  /** Another run holds the lease that this one needs. */
  public static ElboException busy(String message) {
    return new ElboException(Kind.BUSY, message, null);
  }

  /**
   * The error of ours among the causes of a failure, such as one that a Spark task threw; or null.
   */
  public static ElboException in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ElboException known) {
        return known;
      }
    }
    return null;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
