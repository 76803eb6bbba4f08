package dev.elbo.job.train;

import dev.elbo.distribution.Noise;
import dev.elbo.job.data.Block;
import dev.elbo.job.live.ProcessMemory;
import dev.elbo.vae.ElboSums;
import dev.elbo.vae.latent.Latents;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskContext;

/**
 * Results of shards without any training: a pure function of the start and the number of the shard,
 * of numbers that cancel and span more than 2^20, so that a sum in another order would show.
 */
final class MadeUpShard implements Round.Local {
  private static final long serialVersionUID = 1;

  static final int MOST_STEPS = 9;

  /** Where in the table a shard begins. */
  private static final int STRIDE = 7;

  private static final int SHARDS = 1000;

  /** The most bytes that were alive at a look; tasks share the JVM of the test. */
  static final AtomicLong MOST = new AtomicLong();

  private final int length;
  private final long late;
  private final boolean fails;
  private final int every;

  /** Prompt results of so many parameters, and twice as many moments. */
  MadeUpShard(int length) {
    this(length, -1, false, Integer.MAX_VALUE);
  }

  private MadeUpShard(int length, long late, boolean fails, int every) {
    this.length = length;
    this.late = late;
    this.fails = fails;
    this.every = every;
  }

  /** Each attempt comes after a time of its own, other ones by key. */
  MadeUpShard late(long key) {
    return new MadeUpShard(length, key, fails, every);
  }

  /** Some first attempts fail. */
  MadeUpShard failing() {
    return new MadeUpShard(length, late, true, every);
  }

  /** It looks at the heap once in so many shards. */
  MadeUpShard looking(int shards) {
    return new MadeUpShard(length, late, fails, shards);
  }

  static int examples(int shard) {
    return 1 + shard * 31 % 47;
  }

  float[] parameters(float[] from, int shard) {
    return shifted(from, shard, 1);
  }

  float[] moments(float[] from, int shard) {
    return shifted(from, shard, 2);
  }

  private float[] shifted(float[] from, int shard, int key) {
    float[] made = new float[from.length];
    float[] table = Table.numbers(3 * length);
    int at = key * STRIDE * SHARDS + shard * STRIDE;
    for (int i = 0; i < made.length; i++) {
      made[i] = table[at + i] + 0.5f * from[i];
    }
    return made;
  }

  @Override
  public ShardResult run(RoundStart start, int shard, List<Block> blocks) {
    TaskContext task = TaskContext.get();
    if (fails && task.attemptNumber() == 0 && shard % 97 == 0) {
      throw new IllegalStateException("the first attempt at shard " + shard + " fails");
    }
    long started = System.nanoTime();
    if (late >= 0) {
      sleep((long) (3 * Noise.of(late, 0, shard, 0).uniform(task.taskAttemptId())));
    }
    ElboSums sums = new ElboSums(Latents.normal(1));
    for (int i = 0; i < examples(shard); i++) {
      sums.addExample(-1, -1);
    }
    float[] parameters = parameters(start.parameters(), shard);
    float[] moments = moments(start.moments(), shard);
    if (shard % every == every - 1) {
      MOST.accumulateAndGet(live(), Math::max);
    }
    return new ShardResult(
        shard,
        1 + shard % MOST_STEPS,
        parameters,
        moments,
        sums,
        (System.nanoTime() - started) / 1e9,
        ProcessMemory.now());
  }

  /** Bytes in the heap after a collection, without what other tasks have thrown away since. */
  static long live() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Numbers that all shards share: making them up must cost less than summing them. */
  private static final class Table {
    private static float[] numbers = {};

    static synchronized float[] numbers(int atLeast) {
      int length = atLeast + 3 * STRIDE * SHARDS;
      if (numbers.length < length) {
        numbers = new float[length];
        Noise noise = Noise.of(17, 0, 0, 0);
        for (int i = 0; i < length; i++) {
          double exponent = 20 * noise.uniform(2L * i) - 10;
          numbers[i] = (float) (noise.gaussian(2L * i + 1) * Math.scalb(1.0, (int) exponent));
        }
      }
      return numbers;
    }
  }
}
