package dev.elbo.submit;

import java.io.PrintStream;

/** Lets nothing through but errors. */
record ErrorsOnly(PrintStream err) implements Watcher {
  @Override
  public void out(String line) {}

  @Override
  public void err(String line) {
    err.println(line);
  }
}
