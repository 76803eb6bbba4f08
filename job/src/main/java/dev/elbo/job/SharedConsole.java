package dev.elbo.job;

import dev.elbo.ElboException;
import dev.elbo.store.Console;
import dev.elbo.store.Console.Line;
import dev.elbo.store.Console.Stream;
import dev.elbo.store.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Copies what a driver prints into a file that the command sees which waits for it on another
 * machine. A file that cannot be written costs the copy, never the run.
 */
final class SharedConsole {
  private static final int MILLIS = 100;

  /** Between two copies. */
  private static final int LOOKS = 20;

  /** Of characters; a run of a thousand epochs prints a fifth of it. */
  private static final int MOST = 1 << 20;

  private final WholeFile file;
  private final PrintStream log;
  private final Deque<Line> lines = new ArrayDeque<>();
  private final Thread thread = new Thread(this::copy, "shared-console");
  private long skipped;
  private int size;
  private boolean changed = true;
  private volatile boolean ended;

  /**
   * Writes from now on.
   *
   * @param log where it says once that the file cannot be written
   */
  SharedConsole(WholeFile file, PrintStream log) {
    this.file = file;
    this.log = log;
    thread.setDaemon(true);
    thread.start();
  }

  /** A stream whose lines go to the file too. */
  PrintStream over(PrintStream original, Stream stream) {
    return new PrintStream(new Lines(original, stream), true, Charset.defaultCharset());
  }

  /** The driver ends: the last words and the code are written now. */
  void end(int code) {
    try {
      ended = true;
      thread.join();
      write(Optional.of(code));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ElboException e) {
      log.println("elbo: The command will not know how this ended: " + e.getMessage());
    }
  }

  private void copy() {
    try {
      for (int i = 0; !ended; i++) {
        if (i % LOOKS == 0) {
          write(Optional.empty());
        }
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ElboException e) {
      log.println("elbo: The command sees no progress: " + e.getMessage());
    }
  }

  private void write(Optional<Integer> code) {
    List<Line> now;
    long before;
    synchronized (this) {
      if (!changed && code.isEmpty()) {
        return;
      }
      now = List.copyOf(lines);
      before = skipped;
      changed = false;
    }
    new Console(before, now, code).write(file);
  }

  private synchronized void add(Stream stream, String text) {
    lines.add(new Line(stream, text));
    size += text.length();
    changed = true;
    while (size > MOST && lines.size() > 1) {
      size -= lines.remove().text().length();
      skipped++;
    }
  }

  /** Passes bytes on and collects lines. */
  private final class Lines extends FilterOutputStream {
    private final Stream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(OutputStream original, Stream stream) {
      super(original);
      this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      collect(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      for (int i = from; i < from + length; i++) {
        collect(bytes[i]);
      }
    }

    private void collect(int b) {
      if (b == '\n') {
        add(stream, line.toString(Charset.defaultCharset()).stripTrailing());
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
