package dev.elbo.job.train;

import dev.elbo.store.EpochMetrics;
import dev.elbo.vae.ElboParts;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line an epoch, for logs and people. */
public final class PlainProgress implements Progress {
  /** The last digit that a line has, in nats. */
  private static final double LEAST_SHOWN = 0.005;

  private final PrintStream out;
  private long started;
  private int completedBefore;

  /** Prints to a stream. */
  public PlainProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void note(String message) {
    out.println(message);
  }

  @Override
  public void onStart(int completed, int epochs) {
    started = System.nanoTime();
    completedBefore = completed;
  }

  @Override
  public void onRollback(Rollback rollback) {
    note(rollback.sentence());
  }

  @Override
  public void onEpoch(EpochEnd end) {
    int done = end.metrics().epoch() - completedBefore;
    double seconds = (System.nanoTime() - started) / 1e9;
    double left = seconds / done * (end.epochs() - end.metrics().epoch());
    out.println(line(end.metrics(), end.epochs()) + "  eta " + clock(left));
  }

  @Override
  public void onEnd(RunResult result) {
    out.printf(
        Locale.ROOT,
        "Run %s is done: ELBO %.2f nats at epoch %d.%n",
        result.runId(),
        result.elbo(),
        result.epoch());
    result.lines().forEach(out::println);
  }

  /** An epoch in a line: epoch, ELBO, its parts, active units and speed. */
  public static String line(EpochMetrics metrics, int epochs) {
    ElboParts shown = metrics.validation().orElse(metrics.train());
    String elbo =
        metrics.validation().isPresent()
            ? String.format(
                Locale.ROOT,
                "elbo %.2f train, %.2f validation",
                metrics.train().elbo(),
                metrics.validation().get().elbo())
            : String.format(Locale.ROOT, "elbo %.2f train", metrics.train().elbo());
    if (Math.abs(shown.objective() - shown.elbo()) >= LEAST_SHOWN) {
      elbo += String.format(Locale.ROOT, "  objective %.2f", shown.objective());
    }
    int width = Integer.toString(epochs).length();
    return String.format(
        Locale.ROOT,
        "epoch %" + width + "d/%d  %s  reconstruction %.2f  kl %.2f  active %d  %,.0f examples/s",
        metrics.epoch(),
        epochs,
        elbo,
        shown.reconstruction(),
        shown.kl(),
        metrics.activeUnits(),
        metrics.examplesPerSecond());
  }

  /** h:mm:ss, or m:ss below an hour. */
  public static String clock(double seconds) {
    Duration d = Duration.ofSeconds(Math.round(seconds));
    return d.toHours() > 0
        ? "%d:%02d:%02d".formatted(d.toHours(), d.toMinutesPart(), d.toSecondsPart())
        : "%d:%02d".formatted(d.toMinutes(), d.toSecondsPart());
  }
}
