package dev.elbo.submit;

import dev.elbo.ElboException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * A driver that runs on the cluster: started by spark-submit, followed by its states and by what it
 * prints, and ended when the command is.
 */
final class RemoteDriver {
  private static final int SECONDS_FOR_LAST_WORDS = 20;
  private static final int SECONDS_FOR_A_SIGNAL = 2;
  private static final int SECONDS_TO_STOP = 180;

  private final Surroundings around;
  private final ClusterManager manager;
  private final LaunchFolder folder;
  private final AtomicBoolean stopping = new AtomicBoolean();

  RemoteDriver(Surroundings around, ClusterManager manager, LaunchFolder folder) {
    this.around = around;
    this.manager = manager;
    this.folder = folder;
  }

  /** Runs it to its end; returns its exit code. */
  int run(Launch launch, Watcher view, Following.Told told) {
    Following following = new Following(manager, view, told);
    // Hadoop's, because it closes file systems when a JVM ends, and after this.
    Runnable hook = () -> stop(following);
    ShutdownHookManager.get()
        .addShutdownHook(
            hook, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1, SECONDS_TO_STOP, TimeUnit.SECONDS);
    try (view;
        ConsoleReader console = new ConsoleReader(folder, view)) {
      int code = new SparkSubmit(around).follow(launch, following);
      if (ExitCodes.isSignal(code)) {
        return signalled(code, following);
      }
      boolean isStarted = following.id().isPresent();
      Optional<Integer> exit = console.exitCode(isStarted ? SECONDS_FOR_LAST_WORDS : 1);
      return exit.orElseThrow(() -> silent(code, following, console.hasBegun()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ElboException.environment(
          "Cannot wait for the driver: the command was interrupted. Start it again.", e);
    } finally {
      if (!stopping.get()) {
        ShutdownHookManager.get().removeShutdownHook(hook);
        folder.delete();
      }
    }
  }

  /** Ctrl-C reaches spark-submit too, whose end says nothing about the driver. */
  private int signalled(int code, Following following) throws InterruptedException {
    Thread.sleep(SECONDS_FOR_A_SIGNAL * 1000L);
    if (!stopping.get()) {
      end(following);
      around
          .err()
          .printf(
              "elbo: Cannot follow the driver: spark-submit was killed [exit code %d], so the application was ended. The same command goes on from the last checkpoint.%n",
              code);
    }
    return ExitCodes.ENVIRONMENT;
  }

  private void stop(Following following) {
    stopping.set(true);
    end(following);
    try {
      folder.delete();
    } catch (ElboException e) {
      around.err().println("elbo: " + e.getMessage());
    }
  }

  private void end(Following following) {
    following
        .id()
        .ifPresent(
            id -> {
              try {
                manager.end(id);
                around.err().println("elbo: Ended " + id + ".");
              } catch (Exception e) { // Whatever it is, the user has to do it now.
                around
                    .err()
                    .printf(
                        "elbo: Cannot end [%s]: [%s]. End it with the tools of %s.%n",
                        id, e.getMessage(), manager.name());
              }
            });
  }

  private ElboException silent(int code, Following following, boolean begun) {
    Optional<String> outcome = following.outcome();
    String message =
        outcome.isEmpty()
            ? "Cannot start the driver on the cluster: spark-submit ended with the exit code [%d]. Its messages above say why."
                .formatted(code)
            : begun
                ? "Cannot finish: the driver ended without a word, and %s says [%s]. Its log may say why: %s. The same command goes on from the last checkpoint."
                    .formatted(manager.name(), outcome.get(), following.log())
                : "Cannot tell how the driver ended: %s says [%s], and the driver left nothing in [%s]. Its log says why: %s. It must be able to read and write that place."
                    .formatted(manager.name(), outcome.get(), folder.console(), following.log());
    return ElboException.environment(message, null);
  }
}
