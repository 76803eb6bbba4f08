package dev.elbo.optim;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.BareStep;
import dev.elbo.vae.Engine;
import dev.elbo.vae.Rows;
import dev.elbo.vae.Shape;
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

/** One update of the 652,824 parameters of 784-400-20. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepRuleBenchmark {
  private static final int BATCH = 16;

  @Param({"ADAM", "SGD", "NESTEROVS", "RMSPROP", "AMSGRAD", "ADAMW"})
  Optimizer.Rule rule;

  @Param({"FUSED", "ND4J"})
  Engine engine;

  private BareStep step;

  private float[] rows;

  /** A network, and grey values without a pattern. */
  @Setup(Level.Trial)
  public void open() {
    Optimizer optimizer =
        new Optimizer(rule, 1e-3, new Schedule.Constant(), 0.9, 0.999, 1e-8, 0.9, 0.95, 0.01);
    step = new BareStep(Shape.textbook(), optimizer, BATCH, engine);
    rows = new float[BATCH * Shape.textbook().features()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Noise.of(1, 0, 0, 0).uniform(i);
    }
  }

  /** A fresh gradient each time: a rule may overwrite it, and what shrinks ends subnormal, slow. */
  @Setup(Level.Invocation)
  public void backward() {
    step.gradient(Rows.of(rows, Shape.textbook().features()), BATCH);
  }

  /** Frees native memory. */
  @TearDown(Level.Trial)
  public void close() {
    step.close();
  }

  /** One update. */
  @Benchmark
  public void update() {
    step.update();
  }
}
