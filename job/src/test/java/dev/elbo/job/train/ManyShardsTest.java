package dev.elbo.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.job.Sparks;
import dev.elbo.job.data.Block;
import dev.elbo.optim.Optimizer;
import dev.elbo.optim.TrainingState;
import dev.elbo.optim.averaging.Averaging;
import dev.elbo.optim.averaging.Moments;
import dev.elbo.optim.averaging.RoundLength.Span;
import dev.elbo.optim.averaging.SlowMo;
import dev.elbo.store.ShardStates.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand shards, whose results are made up, through everything that a round does with them. */
class ManyShardsTest {
  private static final int SHARDS = 1000;
  private static final int ROUNDS = 3;
  private static final double RATE = 0.01;

  /** At the heap, in a round. */
  private static final int LOOKS = 20;

  /**
   * Vectors of parameters that a round may hold at once: of the state, and of each of two slots.
   */
  private static final int MOST_VECTORS = 20 + 2 * 40;

  private static final Averaging AVERAGING =
      new Averaging(new SlowMo(0.5, 0.7), Moments.AVERAGE, Optimizer.adam(RATE));

  @Test
  void neitherTheOrderOfArrivalNorTheGroupingChangesABit() {
    int parameters = 3000;
    TrainingState expected = expected(parameters);
    // Partitions of many sizes, on slots that finish in many orders, some at the second try.
    assertSame(train(Sparks.local(1), parameters, new MadeUpShard(parameters)), expected);
    for (int i = 0; i < 3; i++) {
      SparkSession spark =
          Sparks.local(
              2 + i,
              Map.of(
                  "spark.master",
                  "local[%d,4]".formatted(2 + i),
                  "spark.default.parallelism",
                  Integer.toString(new int[] {7, 64, 200}[i])));
      assertSame(train(spark, parameters, new MadeUpShard(parameters).late(i).failing()), expected);
    }
  }

  @Test
  void memoryDoesNotGrowWithShards() {
    assertFlat(400_000);
  }

  @Tag("soak")
  @Test
  void atTheSizeOfTheNetworkOfMnistItIsTheSame() {
    int parameters = 652_824;
    assertFlat(parameters);
    TrainingState one = train(Sparks.local(1), parameters, new MadeUpShard(parameters));
    assertSame(train(Sparks.local(2), parameters, new MadeUpShard(parameters).late(1)), one);
  }

  private static void assertFlat(int parameters) {
    double few = vectors(parameters, SHARDS / 10);
    double many = vectors(parameters, SHARDS);
    assertThat(few).isLessThan(MOST_VECTORS);
    assertThat(many).isLessThan(MOST_VECTORS);
    assertThat(many).isLessThan(few + 20);
  }

  /** The most that lives in the heap while a round runs, in vectors of parameters. */
  private static double vectors(int parameters, int shards) {
    MadeUpShard shard = new MadeUpShard(parameters).looking(shards / LOOKS);
    JavaSparkContext spark = new JavaSparkContext(Sparks.local(2).sparkContext());
    TrainingState state = AVERAGING.initial(new float[parameters]);
    round(spark, shards, state, shard);
    long before = MadeUpShard.live();
    MadeUpShard.MOST.set(0);
    long started = System.nanoTime();
    round(spark, shards, state, shard);
    double vectors = (MadeUpShard.MOST.get() - before) / (4.0 * parameters);
    System.out.printf(
        "%,d shards of %,d parameters: %.2f s a round with collections, at most %.1f vectors%n",
        shards, parameters, (System.nanoTime() - started) / 1e9, vectors);
    return vectors;
  }

  private static TrainingState train(SparkSession session, int parameters, MadeUpShard shard) {
    JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
    TrainingState state = AVERAGING.initial(new float[parameters]);
    for (int i = 0; i < ROUNDS; i++) {
      long started = System.nanoTime();
      Round round = round(spark, SHARDS, state, shard);
      double seconds = (System.nanoTime() - started) / 1e9;
      System.out.printf(
          "%,d shards of %,d parameters on %s in %d tasks: %.3f s a round, %.3f s to make them up%n",
          SHARDS,
          parameters,
          spark.master(),
          spark.defaultParallelism(),
          seconds,
          round.localSeconds(spark.defaultParallelism()));
      state = AVERAGING.next(state, round.mean(), RATE);
    }
    return state;
  }

  private static Round round(
      JavaSparkContext spark, int shards, TrainingState state, MadeUpShard shard) {
    JavaRDD<Block> blocks = spark.parallelize(List.<Block>of(), shards);
    RoundStart start =
        new RoundStart(
            AVERAGING.start(state),
            state.moments(),
            state.step(),
            state.rateFactor(),
            new Point(0, (int) state.rounds()),
            ROUNDS,
            new Span(0, 1),
            1);
    return Round.run(spark, blocks, start, shard);
  }

  /** The same by exact sums of decimals, coordinate by coordinate. */
  private static TrainingState expected(int parameters) {
    MadeUpShard shard = new MadeUpShard(parameters);
    TrainingState state = AVERAGING.initial(new float[parameters]);
    for (int i = 0; i < ROUNDS; i++) {
      float[] from = AVERAGING.start(state);
      BigDecimal[] sums = new BigDecimal[3 * parameters];
      Arrays.fill(sums, BigDecimal.ZERO);
      long examples = 0;
      for (int s = 0; s < SHARDS; s++) {
        BigDecimal weight = BigDecimal.valueOf(MadeUpShard.examples(s));
        float[] model = shard.parameters(from, s);
        float[] moments = shard.moments(state.moments(), s);
        for (int j = 0; j < sums.length; j++) {
          float value = j < parameters ? model[j] : moments[j - parameters];
          sums[j] = sums[j].add(weight.multiply(new BigDecimal(value)));
        }
        examples += MadeUpShard.examples(s);
      }
      float[] mean = new float[sums.length];
      for (int j = 0; j < sums.length; j++) {
        // 60 digits, then to float once.
        mean[j] = sums[j].divide(BigDecimal.valueOf(examples), new MathContext(60)).floatValue();
      }
      state =
          AVERAGING.next(
              state,
              new Averaging.Mean(
                  Arrays.copyOf(mean, parameters),
                  Arrays.copyOfRange(mean, parameters, mean.length),
                  MadeUpShard.MOST_STEPS,
                  SHARDS),
              RATE);
    }
    return state;
  }

  private static void assertSame(TrainingState state, TrainingState expected) {
    assertThat(state.parameters()).isEqualTo(expected.parameters());
    assertThat(state.moments()).isEqualTo(expected.moments());
    assertThat(state.outer()).isEqualTo(expected.outer());
    assertThat(state.step()).isEqualTo(expected.step());
  }
}
