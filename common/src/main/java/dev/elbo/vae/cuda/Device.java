package dev.elbo.vae.cuda;

import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;

/** A GPU: memory, and work that runs on it in the order it was asked for. */
interface Device extends AutoCloseable {

  /**
   * Memory of zeros.
   *
   * @throws dev.elbo.ElboException (environment) if there is not so much
   */
  Region allocate(long bytes);

  /** Gives memory back. */
  void free(Region region);

  /**
   * Copies from the host, after the work that was asked for before, and waits for that.
   *
   * @param from its limit says how much
   */
  void upload(long address, Pointer from);

  /** Copies to the host, when all work that was asked for is done. */
  void download(long address, Pointer to);

  /** Memory of the host that copies go out from while the host goes on. */
  HostPage page(long bytes);

  /** Takes work down. */
  Recording record(Consumer<Tape> work);

  /** Work that was taken down. */
  interface Recording extends AutoCloseable {
    /** Asks for it to be done once more. */
    void run();

    @Override
    void close();
  }

  @Override
  void close();
}
