package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.optim.Optimizer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of a step of 784-400-20, each alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class NetworkBenchmark {
  @Param({"128", "512"})
  int batch;

  @Param({"FUSED", "ND4J"})
  Engine engine;

  private BareStep step;
  private float[] rows;

  /** Grey values without a pattern. */
  @Setup(Level.Trial)
  public void open() {
    step = new BareStep(Shape.textbook(), Optimizer.adam(1e-3), batch, engine);
    rows = new float[batch * Shape.textbook().features()];
    Noise noise = Noise.of(1, 0, 0, 0);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) noise.uniform(i);
    }
    step.gradient(rows(), batch);
  }

  /** Frees native memory. */
  @TearDown(Level.Trial)
  public void close() {
    step.close();
  }

  /** Forward and backward, without the update. */
  @Benchmark
  public void gradient() {
    step.gradient(rows(), batch);
  }

  /** Latents and ELBO, without gradients. */
  @Benchmark
  public RowScores score() {
    return step.score(rows(), batch);
  }

  private Rows rows() {
    return Rows.of(rows, Shape.textbook().features());
  }
}
