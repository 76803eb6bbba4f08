package dev.elbo.submit;

import java.io.PrintStream;
import java.util.Map;

/** Makes events of the lines of a driver that writes for people, so that all output is JSON. */
record TextLines(PrintStream out, PrintStream err) implements Watcher {
  @Override
  public void out(String line) {
    out.println(Events.line(Map.of("event", "line", "text", line)));
  }

  @Override
  public void err(String line) {
    err.println(line);
  }
}
