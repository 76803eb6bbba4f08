package dev.elbo.job.score;

import dev.elbo.job.train.PlainProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Lines now and then, for logs and people. */
public final class PlainJobProgress implements JobProgress {
  private static final double SECONDS_BETWEEN_LINES = 10;

  private final PrintStream out;
  private final Told told;
  private double last;

  /** What is printed. */
  public enum Told {
    /** Everything. */
    ALL,
    /** What was asked for. */
    RESULT
  }

  /** Prints to a stream. */
  public PlainJobProgress(PrintStream out, Told told) {
    this.out = out;
    this.told = told;
  }

  @Override
  public void note(String message) {
    if (told == Told.ALL) {
      out.println(message);
    }
  }

  @Override
  public synchronized void onTasks(int done, int all, long rows, double seconds) {
    if (told == Told.ALL && seconds - last >= SECONDS_BETWEEN_LINES) {
      last = seconds;
      out.println(line(done, all, rows, seconds));
    }
  }

  @Override
  public void onEnd(Map<String, Object> facts, String text) {
    out.println(text);
  }

  /** Tasks, rows and the time left in a line. */
  static String line(int done, int all, long rows, double seconds) {
    String speed =
        rows == 0
            ? ""
            : String.format(Locale.ROOT, "  %,d rows  %,.0f rows/s", rows, rows / seconds);
    double left = seconds / done * (all - done);
    return String.format(Locale.ROOT, "%d of %d tasks%s  eta ", done, all, speed)
        + PlainProgress.clock(left);
  }
}
