package dev.elbo.vae;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All matrix products of a step of 784-400-20. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductsBenchmark {
  @Param({"128", "512"})
  int batch;

  @Param({"SGEMM", "MATMUL"})
  Products.Kernel kernel;

  private Products products;

  /** Fills the matrices. */
  @Setup(Level.Trial)
  public void open() {
    products = new Products(Shape.textbook(), batch, kernel);
  }

  /** One pass over all of them. */
  @Benchmark
  public void all() {
    products.run();
  }
}
