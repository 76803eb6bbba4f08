package dev.elbo.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws the tasks of a job as a bar with the time left, and then its result. */
final class TaskView implements Watcher {
  private final PrintStream out;
  private final PrintStream err;
  private final ProgressBarConsumer terminal;
  private ProgressBar bar;

  /**
   * @param terminal where the bar is drawn: the last line of {@code out}
   */
  TaskView(PrintStream out, PrintStream err, ProgressBarConsumer terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void out(String line) {
    Optional<JsonNode> event = Events.parse(line);
    switch (event.map(e -> e.path("event").asText()).orElse("")) {
      case "note" -> above(out, event.get().path("message").asText());
      case "application" -> above(out, Events.application(event.get()));
      case "tasks" -> tasks(event.get());
      case "end" -> {
        close();
        out.println(event.get().path("text").asText());
      }
      default -> above(out, line);
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

  private void tasks(JsonNode event) {
    long all = event.path("all").asLong();
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("tasks")
              .setInitialMax(all)
              .setStyle(EpochBar.style())
              .setUpdateIntervalMillis(500)
              .continuousUpdate()
              .setConsumer(terminal)
              .build();
    }
    long rows = event.path("rows").asLong();
    if (rows > 0) {
      bar.setExtraMessage(String.format(Locale.ROOT, " %,d rows", rows));
    }
    bar.maxHint(all); // A job may have a second stage.
    bar.stepTo(event.path("done").asLong());
    bar.refresh();
  }

  /** One print, so that the thread that redraws the bar cannot come between. */
  private void above(PrintStream stream, String line) {
    if (bar == null) {
      stream.println(line);
      return;
    }
    stream.print("\r\u001b[K" + line + System.lineSeparator());
    stream.flush();
    bar.refresh();
  }
}
