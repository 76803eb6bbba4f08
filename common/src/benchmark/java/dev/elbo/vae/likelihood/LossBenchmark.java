package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
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

/**
 * log p(x|z) and its gradient at the heads, element by element: 128 rows of 784 columns, in double
 * as all laws have it, and in vector lanes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LossBenchmark {
  private static final int BATCH = 128;
  private static final int FEATURES = 784;

  @Param({"bernoulli", "gaussian"})
  String name;

  private LaneLikelihood lanes;
  private float[][] laneOutputs;
  private float[][] laneGradients;
  private RowLikelihood likelihood;
  private float[] rows;
  private double[][] outputs;
  private double[][] gradients;

  /** Draws data and what the decoder said. */
  @Setup(Level.Trial)
  public void open() {
    Likelihood law = name.equals("gaussian") ? new LearnedGaussian() : new Bernoulli();
    likelihood = law.over(FEATURES);
    List<Head> heads = likelihood.heads();
    outputs = new double[heads.size()][BATCH * FEATURES];
    gradients = new double[heads.size()][BATCH * FEATURES];
    lanes = law.lanes(FEATURES).orElseThrow();
    laneOutputs = new float[heads.size()][FEATURES];
    laneGradients = new float[heads.size()][FEATURES];
    rows = new float[BATCH * FEATURES];
    for (int k = 0; k < outputs.length; k++) {
      Noise.of(k, 0, 0, 0).gaussians(outputs[k]);
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) Noise.of(1, 0, 0, 1).uniform(i);
    }
  }

  /** A batch in lanes, a row at a time, as a step does it. */
  @Benchmark
  public double lanes() {
    double sum = 0;
    for (int row = 0; row < BATCH; row++) {
      for (int k = 0; k < laneOutputs.length; k++) {
        for (int i = 0; i < FEATURES; i++) {
          laneOutputs[k][i] = (float) outputs[k][row * FEATURES + i];
        }
      }
      sum += lanes.logDensity(rows, laneOutputs);
      lanes.gradient(rows, laneOutputs, -1f / BATCH, laneGradients);
    }
    return sum;
  }

  /** A batch in double; each row explains the same x. */
  @Benchmark
  public double doubles() {
    double sum = 0;
    for (int row = 0; row < BATCH; row++) {
      sum += likelihood.logDensity(rows, outputs, row, gradients);
    }
    return sum;
  }
}
