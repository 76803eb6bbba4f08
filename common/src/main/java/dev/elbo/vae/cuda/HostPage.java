package dev.elbo.vae.cuda;

import java.nio.ByteBuffer;

/**
 * Memory of the host that a device reads by itself: what is sent from it arrives after the work
 * that was asked for before, and the host goes on at once.
 */
interface HostPage extends AutoCloseable {

  /** Its bytes, in the order of the machine; not to be written before {@link #await} returns. */
  ByteBuffer bytes();

  /** Asks for its first bytes to be copied to an address of the device. */
  void send(long address, long count);

  /** Returns when what was sent last has left the page. */
  void await();

  @Override
  void close();
}
