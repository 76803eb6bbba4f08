package dev.elbo.optim;

import dev.elbo.distribution.Noise;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The exact sum over shards, of the 652,824 parameters of 784-400-20. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WeightedSumBenchmark {
  private static final int LENGTH = 652_824;

  private float[] values;
  private WeightedSum sum;
  private WeightedSum other;

  /** Parameters of an ordinary size. */
  @Setup(Level.Iteration)
  public void open() {
    values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) Noise.of(1, 0, 0, 0).gaussian(i);
    }
    sum = new WeightedSum(LENGTH);
    other = new WeightedSum(LENGTH);
    sum.add(30_000, values);
    other.add(30_000, values);
  }

  /** One shard more. */
  @Benchmark
  public WeightedSum addShard() {
    sum.add(30_000, values);
    return sum;
  }

  /** Two partial sums. */
  @Benchmark
  public WeightedSum addSum() {
    sum.add(other);
    return sum;
  }

  /** The end of a round. */
  @Benchmark
  public float[] mean() {
    return sum.mean();
  }
}
