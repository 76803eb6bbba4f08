package dev.elbo.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedSumTest {
  private static final int LENGTH = 200;

  private record Shard(long examples, float[] values) {}

  @Test
  void theMeanDependsNeitherOnOrderNorOnGrouping() {
    Random random = new Random(1);
    List<Shard> shards = shards(random, 37);
    float[] expected = mean(shards);
    for (int trial = 0; trial < 20; trial++) {
      Collections.shuffle(shards, random);
      WeightedSum total = new WeightedSum(LENGTH);
      int cut = random.nextInt(shards.size());
      WeightedSum left = sum(shards.subList(0, cut));
      total.add(sum(shards.subList(cut, shards.size())));
      total.add(left);
      assertThat(total.mean()).isEqualTo(expected);
    }
  }

  @Test
  void theMeanIsTheExactOneRoundedOnce() {
    List<Shard> shards = shards(new Random(2), 11);
    float[] mean = mean(shards);
    for (int i = 0; i < LENGTH; i++) {
      BigDecimal sum = BigDecimal.ZERO;
      long weight = 0;
      for (Shard shard : shards) {
        sum = sum.add(new BigDecimal(shard.values[i]).multiply(BigDecimal.valueOf(shard.examples)));
        weight += shard.examples;
      }
      float exact = sum.divide(BigDecimal.valueOf(weight), new MathContext(60)).floatValue();
      assertThat(mean[i]).isEqualTo(exact);
    }
  }

  @Test
  void theMeanOfOneShardIsThatShardToTheBit() {
    float[] values = {
      Float.MIN_VALUE, -1e-40f, Float.MIN_NORMAL, 0.1f, -0f, 3.3e38f, 1, (float) Math.PI
    };
    for (long examples : new long[] {1, 3, 97, 60_000, Integer.MAX_VALUE}) {
      WeightedSum sum = new WeightedSum(values.length);
      sum.add(examples, values);
      float[] mean = sum.mean();
      for (int i = 0; i < values.length; i++) {
        assertThat(mean[i]).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void aCountThatDoesNotFitBesideAFloatIsExactToo() {
    Random random = new Random(3);
    List<Shard> shards = shards(random, 5);
    shards.replaceAll(shard -> new Shard(Integer.MAX_VALUE - shard.examples, shard.values));
    float[] expected = mean(shards);
    Collections.reverse(shards);
    assertThat(mean(shards)).isEqualTo(expected);
    for (int i = 0; i < LENGTH; i++) {
      int at = i;
      BigDecimal sum =
          shards.stream()
              .map(s -> new BigDecimal(s.values[at]).multiply(BigDecimal.valueOf(s.examples)))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal weight = BigDecimal.valueOf(shards.stream().mapToLong(Shard::examples).sum());
      assertThat(expected[i]).isEqualTo(sum.divide(weight, new MathContext(60)).floatValue());
    }
  }

  @Test
  void slicesThatCrossTheWireMakeTheSameMean() throws Exception {
    for (int count : new int[] {1, 2, 3, 5, 9}) {
      List<Shard> shards = shards(new Random(count), count);
      float[] expected = mean(shards);
      int cut = 70;
      float[] first = crossed(sum(shards).slice(0, cut)).mean();
      WeightedSum rest = crossed(sum(shards.subList(0, count / 2)).slice(cut, LENGTH));
      rest.add(crossed(sum(shards.subList(count / 2, count)).slice(cut, LENGTH)));
      assertThat(first).isEqualTo(Arrays.copyOf(expected, cut));
      assertThat(rest.mean()).isEqualTo(Arrays.copyOfRange(expected, cut, LENGTH));
    }
  }

  private static WeightedSum crossed(WeightedSum sum) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sum);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (WeightedSum) in.readObject();
    }
  }

  private static float[] mean(List<Shard> shards) {
    return sum(shards).mean();
  }

  private static WeightedSum sum(List<Shard> shards) {
    WeightedSum sum = new WeightedSum(LENGTH);
    shards.forEach(shard -> sum.add(shard.examples, shard.values));
    return sum;
  }

  /** Values whose magnitudes span 2^40, of both signs. */
  private static List<Shard> shards(Random random, int count) {
    List<Shard> shards = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      float[] values = new float[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        values[i] = (float) (random.nextGaussian() * Math.pow(2, -random.nextInt(38)));
      }
      shards.add(new Shard(1 + random.nextInt(1_000_000), values));
    }
    return shards;
  }
}
