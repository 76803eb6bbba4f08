package dev.elbo.distribution;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Random numbers in bulk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NoiseBenchmark {
  private static final int BATCH = 128;
  private static final int LATENTS = 20;

  private final double[] draws = new double[BATCH * LATENTS];
  private int step;

  /** What a step of 784-400-20 draws: 128 examples, 20 normal numbers each, a key an example. */
  @Benchmark
  public double[] gaussiansOfBatch() {
    Noise noise = Noise.of(1, 1, 0, step++).split(Noise.Use.POSTERIOR);
    for (int i = 0; i < BATCH; i++) {
      noise.at(i).gaussians(draws, i * LATENTS, LATENTS);
    }
    return draws;
  }

  /** As many normal numbers from one key. */
  @Benchmark
  public double[] gaussiansOfOneKey() {
    Noise.of(1, 1, 0, step++).gaussians(draws);
    return draws;
  }

  /** The order of 60,000 rows. */
  @Benchmark
  public int[] permutation() {
    return Noise.of(1, 1, 0, step++).permutation(60_000);
  }
}
