package dev.elbo.submit;

import dev.elbo.ElboException;
import dev.elbo.store.Console;
import java.util.Optional;

/** Shows what a driver elsewhere prints, soon after it does, until it ends. */
final class ConsoleReader implements AutoCloseable {
  private static final long MILLIS = 1000;

  private final LaunchFolder folder;
  private final Watcher view;
  private final Thread thread = new Thread(this::follow, "console-reader");
  private long shown;
  private boolean begun;
  private Optional<Integer> exitCode = Optional.empty();

  ConsoleReader(LaunchFolder folder, Watcher view) {
    this.folder = folder;
    this.view = view;
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    try {
      while (!look()) {
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows what is new; returns whether the driver has ended. */
  private synchronized boolean look() {
    try {
      folder.read().ifPresent(this::show);
    } catch (ElboException e) {
      // A file system that does not answer now may do so later; in the end its silence is told.
    }
    return exitCode.isPresent();
  }

  private void show(Console console) {
    begun = true;
    for (long line = Math.max(shown, console.skipped());
        line < console.skipped() + console.lines().size();
        line++) {
      Console.Line next = console.lines().get((int) (line - console.skipped()));
      if (next.stream() == Console.Stream.ERR) {
        view.err(next.text());
      } else {
        view.out(next.text());
      }
    }
    shown = console.skipped() + console.lines().size();
    exitCode = console.exitCode();
  }

  /** Whether the driver has written anything. */
  synchronized boolean hasBegun() {
    return begun;
  }

  /**
   * The exit code of a driver that has ended, if it left one. A shared disk may show a file a
   * little later than it was written.
   */
  Optional<Integer> exitCode(long seconds) throws InterruptedException {
    for (long i = 0; i < seconds && !look(); i++) {
      Thread.sleep(MILLIS);
    }
    synchronized (this) {
      return exitCode;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
