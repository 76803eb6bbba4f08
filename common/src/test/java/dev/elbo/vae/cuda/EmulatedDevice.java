package dev.elbo.vae.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.ElboException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A GPU that is none: {@code kernels.cu} compiled by g++, its threads one after the other, and
 * products in double. What runs beside other work is done as late as it may be, so that a step that
 * does not wait for it computes something else.
 */
final class EmulatedDevice implements Device {
  private static final long SECONDS = 120;
  private static boolean isLoaded;

  private final long most;
  private long used;
  private int regions;

  EmulatedDevice() {
    this(Long.MAX_VALUE);
  }

  /** A device with so many bytes. */
  EmulatedDevice(long most) {
    this.most = most;
    load();
  }

  /** Bytes that are allocated now. */
  long used() {
    return used;
  }

  private static synchronized void load() {
    if (isLoaded) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("emulation");
      for (String file : List.of("kernels.cu", "emulation.cpp")) {
        try (var in = EmulatedDevice.class.getResourceAsStream(file)) {
          Files.copy(in, folder.resolve(file));
        }
      }
      Path java = Path.of(System.getProperty("java.home"), "include");
      Process compiler =
          new ProcessBuilder(
                  "g++",
                  "-std=c++17",
                  "-O2",
                  "-w",
                  "-shared",
                  "-fPIC",
                  "-I" + java,
                  "-I" + java.resolve("linux"),
                  "-o",
                  "emulation.so",
                  "emulation.cpp",
                  "-ldl")
              .directory(folder.toFile())
              .inheritIO()
              .start();
      assertThat(compiler.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(compiler.exitValue()).describedAs("g++").isZero();
      System.load(folder.resolve("emulation.so").toString());
      isLoaded = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Region allocate(long bytes) {
    if (used + bytes > most) {
      throw ElboException.environment("Cannot allocate [" + bytes + "].", null);
    }
    used += bytes;
    regions++;
    return new Region(reserve(bytes), bytes);
  }

  @Override
  public void free(Region region) {
    regions--;
    used -= region.bytes();
    assertThat(release(region.address(), region.bytes())).describedAs("%s", region).isZero();
  }

  @Override
  public void upload(long address, Pointer from) {
    copy(address, hostAddress(from), bytes(from));
  }

  @Override
  public void download(long address, Pointer to) {
    copy(hostAddress(to), address, bytes(to));
  }

  @Override
  public HostPage page(long bytes) {
    BytePointer memory = new BytePointer(bytes);
    return new HostPage() {
      @Override
      public ByteBuffer bytes() {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
      }

      @Override
      public void send(long address, long count) {
        copy(address, memory.address(), count);
      }

      @Override
      public void await() {}

      @Override
      public void close() {
        memory.close();
      }
    };
  }

  @Override
  public Recording record(Consumer<Tape> work) {
    LateTape tape = new LateTape();
    work.accept(tape);
    assertThat(tape.waiting).describedAs("work that nobody waited for").allMatch(Deque::isEmpty);
    return new Recording() {
      @Override
      public void run() {
        tape.done.forEach(Runnable::run);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    assertThat(regions).describedAs("regions that nobody gave back").isZero();
  }

  private static final class LateTape implements Tape {
    private final List<Runnable> done = new ArrayList<>();
    private final List<Deque<Runnable>> waiting = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    private int branch = -1;

    @Override
    public void multiply(Product p) {
      add(
          () ->
              EmulatedDevice.multiply(
                  p.rows(),
                  p.columns(),
                  p.inner(),
                  p.a(),
                  p.aForm() == Product.Form.TRANSPOSED,
                  p.b(),
                  p.bForm() == Product.Form.TRANSPOSED,
                  p.c(),
                  p.sum() == Product.Sum.ADDED));
    }

    @Override
    public void launch(String kernel, Grid grid, long... arguments) {
      add(
          () ->
              assertThat(EmulatedDevice.run(kernel, grid.x(), grid.y(), grid.threads(), arguments))
                  .describedAs(kernel)
                  .isZero());
    }

    private void add(Runnable work) {
      if (branch < 0) {
        done.add(work);
      } else {
        waiting.get(branch).add(work);
      }
    }

    @Override
    public void beside(int number, Runnable work) {
      branch = number;
      work.run();
      branch = -1;
    }

    @Override
    public void join(int number) {
      done.addAll(waiting.get(number));
      waiting.get(number).clear();
    }
  }

  private static long hostAddress(Pointer host) {
    return host.address() + host.position() * host.sizeof();
  }

  private static long bytes(Pointer host) {
    return (host.limit() - host.position()) * host.sizeof();
  }

  private static native int run(String kernel, int x, int y, int threads, long[] arguments);

  private static native void copy(long to, long from, long bytes);

  private static native long reserve(long bytes);

  private static native int release(long address, long bytes);

  private static native void multiply(
      int rows,
      int columns,
      int inner,
      long a,
      boolean isTransposedA,
      long b,
      boolean isTransposedB,
      long c,
      boolean isAdded);
}
