package dev.elbo.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.ElboException;
import dev.elbo.registry.ModelRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Somebody who reads a registry all along: history, versions and the champion, whole. */
final class RegistryReader implements AutoCloseable {
  private final Supplier<ModelRegistry> registry;
  private final AtomicInteger reads = new AtomicInteger();
  private final Thread thread = new Thread(this::read, "reader");
  private volatile boolean stopped;
  private volatile Throwable failure;

  RegistryReader(Supplier<ModelRegistry> registry) {
    this.registry = registry;
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try {
      while (!stopped) {
        ModelRegistry now = registry.get();
        int changes = now.history().size();
        if (now.champion().isPresent()) {
          now.readChampion();
          assertThat(now.versions()).isNotEmpty();
          assertThat(registry.get().history().size()).isGreaterThanOrEqualTo(changes);
          reads.incrementAndGet();
        }
        Thread.sleep(50);
      }
    } catch (ElboException | AssertionError | InterruptedException e) {
      failure = e;
    }
  }

  /** Ends, and says whether all was well. */
  void end() throws InterruptedException {
    close();
    thread.join();
    assertThat(failure).isNull();
    assertThat(reads.get()).isPositive();
  }

  @Override
  public void close() {
    stopped = true;
  }
}
