package dev.elbo.vae.cuda;

import static dev.elbo.vae.cuda.CudaCalls.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Page-locked memory, and an event that tells when the copy from it is done. */
final class CudaPage implements HostPage {
  private final CUstream_st stream;
  private final Runnable here;
  private final CUevent_st sent = new CUevent_st();
  private final BytePointer bytes;
  private final ByteBuffer buffer;

  /**
   * Memory of its own.
   *
   * @param here makes the context that of the calling thread
   */
  CudaPage(CUstream_st stream, long count, Runnable here) {
    this.stream = stream;
    this.here = here;
    here.run();
    check(cudart.cuEventCreate(sent, cudart.CU_EVENT_DISABLE_TIMING), "cuEventCreate");
    try (PointerPointer<BytePointer> address = new PointerPointer<>(1)) {
      check(cudart.cuMemAllocHost(address, count), "cuMemAllocHost");
      this.bytes = new BytePointer(address.get(BytePointer.class, 0)).capacity(count);
    }
    this.buffer = bytes.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  @Override
  public ByteBuffer bytes() {
    return buffer;
  }

  @Override
  public void send(long address, long count) {
    here.run();
    check(cudart.cuMemcpyHtoDAsync(address, bytes, count, stream), "cuMemcpyHtoDAsync");
    check(cudart.cuEventRecord(sent, stream), "cuEventRecord");
  }

  @Override
  public void await() {
    here.run();
    check(cudart.cuEventSynchronize(sent), "cuEventSynchronize");
  }

  @Override
  public void close() {
    await();
    check(cudart.cuMemFreeHost(bytes), "cuMemFreeHost");
    check(cudart.cuEventDestroy(sent), "cuEventDestroy");
  }
}
