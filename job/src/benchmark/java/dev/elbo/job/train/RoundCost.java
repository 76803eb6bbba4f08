package dev.elbo.job.train;

import com.sun.management.OperatingSystemMXBean;
import dev.elbo.job.data.Block;
import dev.elbo.job.live.ProcessMemory;
import dev.elbo.optim.averaging.Averaging;
import dev.elbo.optim.averaging.RoundLength.Span;
import dev.elbo.store.ShardStates.Point;
import dev.elbo.vae.OneExample;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What a round costs besides training: the local epochs give the state back, so what is left is
 * broadcast, scheduling, sum and the way back. Prints a table, then coefficients and what they say
 * of larger rounds.
 *
 * <p>{@code RoundCost [parameters ...]}; each carries two moments, as Adam's do.
 */
public final class RoundCost {
  private static final int[] SHARDS = {2, 8, 64, 256};
  private static final int WARM = 8;
  private static final int ROUNDS = 15;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private record Cost(int parameters, int shards, double seconds, double heap) {}

  private RoundCost() {}

  /** Measures. */
  public static void main(String[] arguments) {
    int[] sizes =
        arguments.length == 0
            ? new int[] {652_824, 10_000_000}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    try (SparkSession session = SparkSession.builder().appName("round cost").getOrCreate()) {
      JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
      System.out.printf("master %s, %d slots%n", spark.master(), spark.defaultParallelism());
      System.out.println(
          "| parameters | shards | median ms | least ms | CPU ms | driver's heap at most, MB |");
      System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
      List<Cost> points = new ArrayList<>();
      for (int parameters : sizes) {
        for (int shards : SHARDS) {
          points.add(measure(spark, parameters, shards));
        }
      }
      fit(points, spark.defaultParallelism());
    }
  }

  private static Cost measure(JavaSparkContext spark, int parameters, int shards) {
    float[] moments = numbers(2 * parameters);
    float[] vector = numbers(parameters);
    // A shard without rows: what it costs is the state.
    JavaRDD<Block> blocks = spark.parallelize(List.<Block>of(), shards);
    int warm = parameters > 1_000_000 ? 1 : WARM;
    int rounds = parameters > 1_000_000 ? 3 : ROUNDS;
    double[] seconds = new double[rounds];
    long cpu = 0;
    for (int i = -warm; i < rounds; i++) {
      if (i == 0) {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
      }
      if (i == 0) {
        cpu = SYSTEM.getProcessCpuTime();
      }
      long start = System.nanoTime();
      RoundStart from =
          new RoundStart(vector, moments, 1, 1, new Point(1, 0), 1, new Span(0, 1), 1);
      Averaging.Mean mean = Round.run(spark, blocks, from, RoundCost::idle).mean();
      vector = mean.parameters();
      moments = mean.moments();
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - start) / 1e9;
      }
    }
    double work = (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / rounds;
    double heap = pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1e6;
    Arrays.sort(seconds);
    Cost point = new Cost(parameters, shards, seconds[rounds / 2], heap);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %d | %.1f | %.1f | %.1f | %.0f |%n",
        parameters,
        shards,
        point.seconds * 1e3,
        seconds[0] * 1e3,
        work,
        heap);
    return point;
  }

  private static ShardResult idle(RoundStart from, int shard, List<Block> rows) {
    return new ShardResult(
        shard, 1, from.parameters(), from.moments(), OneExample.sums(20), 0, ProcessMemory.now());
  }

  private static float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) Math.sin(i);
    }
    return numbers;
  }

  private static Stream<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  /** Least squares of seconds = a + b N + c N P / slots + d P / slots, relative errors. */
  private static void fit(List<Cost> points, int slots) {
    double[][] normal = new double[4][5];
    for (Cost p : points) {
      double[] x = terms(p.parameters, p.shards, slots);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          normal[i][j] += x[i] * x[j] / (p.seconds * p.seconds);
        }
        normal[i][4] += x[i] / p.seconds;
      }
    }
    double[] k = solve(normal);
    System.out.printf(
        Locale.ROOT,
        "%na round takes %.1f ms + %.2f ns a parameter + (%.2f ns a parameter + %.2f ms) a shard of a slot%n",
        k[0] * 1e3,
        k[1] * 1e9,
        k[2] * 1e9,
        k[3] * 1e3);
    for (int[] to : new int[][] {{652_824, 1000}, {10_000_000, 1000}, {100_000_000, 1000}}) {
      for (int width : new int[] {slots, 100, 1000}) {
        double[] x = terms(to[0], to[1], width);
        double seconds = IntStream.range(0, 4).mapToDouble(i -> k[i] * x[i]).sum();
        System.out.printf(
            Locale.ROOT,
            "%,d parameters, %,d shards on %,d slots: %.2f s%n",
            to[0],
            to[1],
            width,
            seconds);
      }
    }
  }

  private static double[] terms(double parameters, int shards, int slots) {
    double each = Math.ceil((double) shards / slots);
    return new double[] {1, parameters, parameters * each, each};
  }

  private static double[] solve(double[][] a) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      for (int r = i + 1; r < n; r++) {
        double f = a[r][i] / a[i][i];
        for (int c = i; c <= n; c++) {
          a[r][c] -= f * a[i][c];
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      x[i] = a[i][n];
      for (int c = i + 1; c < n; c++) {
        x[i] -= a[i][c] * x[c];
      }
      x[i] /= a[i][i];
    }
    return x;
  }
}
