package dev.elbo.registry;

import dev.elbo.ElboException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Gives a lease back when the process is told to end, by SIGTERM or Ctrl-C, so that the next one
 * need not wait until it runs out.
 */
final class ReleaseAtShutdown {
  /** After Spark, 30 above, with which the work ends; before Hadoop, which closes file systems. */
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  private final Lease lease;
  private final Runnable hook = this::release;

  ReleaseAtShutdown(Lease lease) {
    this.lease = lease;
  }

  /** From now on. */
  void begin() {
    try {
      ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
    } catch (IllegalStateException e) { // The process is ending.
      release();
    }
  }

  /** The lease is given back without it. */
  void cancel() {
    try {
      ShutdownHookManager.get().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the lease is closed once.
    }
  }

  private void release() {
    try {
      lease.close();
    } catch (ElboException e) {
      // Then it runs out.
    }
  }
}
