package dev.elbo.registry;

import dev.elbo.ElboException;
import dev.elbo.store.Bucket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A process of its own that wants the lease of a registry; it does what it is told. */
final class Contender implements AutoCloseable {
  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;

  /** Starts it. */
  Contender(Path registry, Duration lease) throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xmx128m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Contender.class.getName(),
                    registry.toString(),
                    Long.toString(lease.toMillis())))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    answer();
  }

  /** Tells it something; {@link #answer} is what comes of it. */
  void tell(String word) {
    to.println(word);
  }

  String answer() {
    try {
      return from.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String ask(String word) {
    tell(word);
    return answer();
  }

  /** Stops it where it is, as a long pause does, or lets it go on. */
  void signal(String name) throws Exception {
    int code =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " ended with " + code);
    }
  }

  /** Tells it to end; returns its exit code. */
  int end() throws Exception {
    signal("TERM");
    return process.waitFor();
  }

  long pid() {
    return process.pid();
  }

  /** Ends it without a word. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    Configuration conf = new Configuration();
    conf.set("fs.bucket.impl", Bucket.class.getName());
    ModelRegistry registry = ModelRegistry.at(conf, new Path(arguments[0]));
    Duration length = Duration.ofMillis(Long.parseLong(arguments[1]));
    Told told = new Told(registry, registry.leases(length));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("here");
    for (String word = in.readLine(); word != null; word = in.readLine()) {
      try {
        out.println(told.to(word));
      } catch (ElboException e) {
        out.println(e.kind() + " " + e.getMessage());
      }
    }
  }

  private static final class Told {
    private final ModelRegistry registry;
    private final Leases leases;
    private Optional<Change> since = Optional.empty();
    private Lease lease;

    Told(ModelRegistry registry, Leases leases) {
      this.registry = registry;
      this.leases = leases;
    }

    String to(String word) {
      if (word.equals("take")) {
        lease = leases.take("run of " + ProcessHandle.current().pid());
        since = registry.champion();
        return "held";
      }
      if (word.equals("release")) {
        lease.close();
        return "released";
      }
      return registry
          .promote(word, Reason.here("told to"), since, lease)
          .map(Change::version)
          .orElse("changed meanwhile");
    }
  }
}
