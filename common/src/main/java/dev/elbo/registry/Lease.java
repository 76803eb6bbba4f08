package dev.elbo.registry;

import dev.elbo.ElboException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A lease that is held; a thread of its own shows that its holder lives, until it is closed, which
 * the end of the process does too, unless it is killed.
 */
public final class Lease implements AutoCloseable {
  private static final int BEATS = 3;

  private final Leases leases;
  private final long generation;
  private final Holder me;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReleaseAtShutdown release = new ReleaseAtShutdown(this);
  private volatile boolean lost;

  Lease(Leases leases, long generation, Holder me) {
    this.leases = leases;
    this.generation = generation;
    this.me = me;
  }

  void keepAlive() {
    Thread heart = new Thread(this::live, "elbo-lease-" + generation);
    heart.setDaemon(true);
    heart.start();
    release.begin();
  }

  private void live() {
    try {
      while (!lost && !closed.await(leases.length().toNanos() / BEATS, TimeUnit.NANOSECONDS)) {
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      look();
    } catch (ElboException e) {
      // The next beat may get through; if none does, others take the lease, and require() tells.
    }
  }

  /**
   * A sign of life first: what is not lost then is not, for the time of a lease. One thread at a
   * time, since on HDFS who rewrites a file breaks the write of another.
   */
  private synchronized void look() {
    if (!lost) {
      leases.beat(generation);
      lost = !leases.isOf(generation, me.token());
    }
  }

  /** A number that grows with every taking. */
  public long generation() {
    return generation;
  }

  /** Who this is. */
  public Holder holder() {
    return me;
  }

  /** True once it is known that somebody else took the lease; nothing can bring it back. */
  public boolean isLost() {
    return lost;
  }

  /**
   * Asks the file system whether the lease is still ours. To be called before anything is
   * published.
   *
   * @throws ElboException (busy) if somebody else took it, after this process stood still for too
   *     long; (environment, settings) if that cannot be told, or the process is ending
   */
  public void require() {
    if (isClosed()) {
      throw ElboException.environment(
          "Cannot go on as [%s]: the process was told to end, and gave its lease back. Start the command again."
              .formatted(me.owner()),
          null);
    }
    look();
    if (lost) {
      throw leases.lost(me);
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Lets others take it at once; the second time it does nothing. */
  @Override
  public synchronized void close() {
    if (isClosed()) {
      return;
    }
    closed.countDown();
    release.cancel();
    if (!lost && leases.isOf(generation, me.token())) {
      leases.release(generation);
    }
  }
}
