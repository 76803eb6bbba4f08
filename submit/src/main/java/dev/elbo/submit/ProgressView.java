package dev.elbo.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws the events of a run: finished epochs as lines, and below them a bar that moves. */
final class ProgressView implements Watcher {
  private final PrintStream out;
  private final PrintStream err;
  private final ProgressBarConsumer terminal;
  private EpochBar bar;

  /**
   * @param terminal where the bar is drawn: the last line of {@code out}
   */
  ProgressView(PrintStream out, PrintStream err, ProgressBarConsumer terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void out(String line) {
    Optional<JsonNode> event = Events.parse(line);
    if (event.isEmpty() || !show(event.get())) {
      above(out, line);
    }
  }

  @Override
  public synchronized void err(String line) {
    above(err, line);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Returns whether the event is one that we know. */
  private boolean show(JsonNode event) {
    switch (event.path("event").asText()) {
      case "note" -> above(out, event.path("message").asText());
      case "application" -> above(out, Events.application(event));
      case "start" -> start(event.path("completed").asLong(), event.path("epochs").asLong());
      case "round" -> round(event);
      case "epoch" -> epoch(event);
      case "end" -> end(event);
      case "retrain" -> above(out, event.path("text").asText());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void start(long completed, long epochs) {
    close();
    bar = new EpochBar(terminal, completed, epochs);
  }

  private void round(JsonNode event) {
    if (bar != null) {
      bar.at(event.path("epochs_done").asDouble());
    }
  }

  private void epoch(JsonNode event) {
    above(out, event.path("line").asText());
    if (bar != null) {
      bar.done(event.path("epoch").asLong(), shownElbo(event));
    }
  }

  private void end(JsonNode event) {
    close();
    out.printf(
        Locale.ROOT,
        "Run %s is done: ELBO %.2f nats at epoch %d.%n",
        event.path("run_id").asText(),
        event.path("elbo").asDouble(),
        event.path("epoch").asLong());
    out.println("model   " + event.path("model").asText());
    out.println("report  " + event.path("report").asText());
  }

  /** Of the rows held out, where there are any. */
  private static String shownElbo(JsonNode event) {
    JsonNode held = event.path("validation");
    JsonNode elbo = (held.isObject() ? held : event.path("train")).path("elbo");
    return elbo.isNumber() ? String.format(Locale.ROOT, "elbo %.2f", elbo.asDouble()) : "";
  }

  /** One print, so that the thread that redraws the bar cannot come between. */
  private void above(PrintStream stream, String line) {
    if (bar == null) {
      stream.println(line);
      return;
    }
    stream.print("\r\u001b[K" + line + System.lineSeparator());
    stream.flush();
    bar.redraw();
  }
}
