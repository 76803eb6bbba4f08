package dev.elbo.submit;

/** Reads along what the driver prints, line by line. */
interface Watcher extends AutoCloseable {

  /** A line of its standard output. */
  void out(String line);

  /** A line of its standard error. */
  void err(String line);

  /** The driver has ended. */
  @Override
  default void close() {}
}
