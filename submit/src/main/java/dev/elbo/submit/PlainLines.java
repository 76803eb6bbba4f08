package dev.elbo.submit;

import java.io.PrintStream;

/** Passes on what a driver prints as it is. */
record PlainLines(PrintStream out, PrintStream err) implements Watcher {
  @Override
  public void out(String line) {
    out.println(line);
  }

  @Override
  public void err(String line) {
    err.println(line);
  }
}
