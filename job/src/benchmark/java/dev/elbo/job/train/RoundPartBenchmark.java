package dev.elbo.job.train;

import dev.elbo.job.live.ProcessMemory;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.latent.Latents;
import java.util.Arrays;
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

/** What averaging costs besides Spark: 652,824 parameters with Adam's moments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoundPartBenchmark {
  private static final int LENGTH = 652_824;

  private ShardResult[] results;

  /** Two shards that end apart. */
  @Setup(Level.Trial)
  public void open() {
    results = new ShardResult[] {result(0, 0.1f), result(1, 0.2f)};
  }

  /** A round of two shards: their sum and its mean. */
  @Benchmark
  public float[][] ofTwoShards() {
    RoundPart sum = new RoundPart();
    sum.add(results[0]);
    sum.add(results[1]);
    return new float[][] {sum.parameters(), sum.moments()};
  }

  private static ShardResult result(int shard, float value) {
    float[] parameters = new float[LENGTH];
    float[] moments = new float[2 * LENGTH];
    Arrays.fill(parameters, value);
    Arrays.fill(moments, value);
    ElboSums sums = new ElboSums(Latents.normal(20));
    return new ShardResult(shard, 1, parameters, moments, sums, 1, ProcessMemory.now());
  }
}
