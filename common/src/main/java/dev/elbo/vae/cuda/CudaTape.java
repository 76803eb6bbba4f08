package dev.elbo.vae.cuda;

import static dev.elbo.vae.cuda.CudaCalls.check;

import java.util.function.Function;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Work on streams that are being captured. */
final class CudaTape implements Tape {
  private final CudaStreams streams;
  private final Function<String, CUfunc_st> kernels;

  /** The stream that work goes to: 0, or that of the branch that is being taken down. */
  private int stream;

  CudaTape(CudaStreams streams, Function<String, CUfunc_st> kernels) {
    this.streams = streams;
    this.kernels = kernels;
  }

  @Override
  public void multiply(Product product) {
    streams.multiply(stream, product);
  }

  @Override
  public void launch(String kernel, Grid grid, long... arguments) {
    try (LongPointer values = new LongPointer(arguments);
        PointerPointer<Pointer> addresses = new PointerPointer<>((long) arguments.length)) {
      for (int i = 0; i < arguments.length; i++) {
        addresses.put(i, values.getPointer(i));
      }
      check(
          cudart.cuLaunchKernel(
              kernels.apply(kernel),
              grid.x(),
              grid.y(),
              1,
              grid.threads(),
              1,
              1,
              0,
              streams.get(stream),
              addresses,
              null),
          "cuLaunchKernel " + kernel);
    }
  }

  @Override
  public void beside(int branch, Runnable work) {
    streams.order(0, branch + 1);
    stream = branch + 1;
    work.run();
    stream = 0;
  }

  @Override
  public void join(int branch) {
    streams.order(branch + 1, 0);
  }
}
