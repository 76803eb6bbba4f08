package dev.elbo.optim.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elbo.optim.averaging.BlockMomentum.Form;
import dev.elbo.optim.averaging.OuterRule.Model;
import dev.elbo.optim.averaging.OuterRule.Round;
import dev.elbo.optim.averaging.ServerAdaptive.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three workers, each with a quadratic of its own in two coordinates, take steps of plain gradient
 * descent between averagings. The algorithms of the papers, written out for one coordinate in
 * double, are the oracle.
 */
class OuterRuleTest {
  private static final int WORKERS = 3;
  private static final int ROUNDS = 25;
  private static final int STEPS = 4;
  private static final double RATE = 0.05;
  private static final double[][] CENTERS = {{1, -2}, {4, 0.5}, {-2, 3}};
  private static final double[][] CURVATURES = {{1, 2}, {0.5, 3}, {2, 0.25}};
  private static final float[] START = {10, -7};

  /** Where gradient descent leads in a round. */
  private static double local(int worker, int coordinate, double from) {
    double x = from;
    for (int i = 0; i < STEPS; i++) {
      x -= RATE * CURVATURES[worker][coordinate] * (x - CENTERS[worker][coordinate]);
    }
    return x;
  }

  private static double mean(int coordinate, double from) {
    double sum = 0;
    for (int worker = 0; worker < WORKERS; worker++) {
      sum += local(worker, coordinate, from) / WORKERS;
    }
    return sum;
  }

  private static float[] trained(OuterRule rule) {
    Model model = new Model(START, rule.initial(START));
    for (int round = 0; round < ROUNDS; round++) {
      float[] start = rule.start(model);
      float[] mean = {(float) mean(0, start[0]), (float) mean(1, start[1])};
      model = rule.next(model, mean, new Round(round + 1, RATE));
    }
    return model.parameters();
  }

  /** One coordinate of an algorithm, from its start to the end of the last round. */
  private interface Written {
    double run(int coordinate);
  }

  private static void assertAgrees(OuterRule rule, Written algorithm) {
    float[] actual = trained(rule);
    for (int j = 0; j < START.length; j++) {
      assertThat((double) actual[j]).isCloseTo(algorithm.run(j), within(2e-5));
    }
  }

  @Test
  void theWeightedMeanIsLocalSgd() {
    assertAgrees(
        new WeightedMean(),
        j -> {
          double x = START[j];
          for (int t = 0; t < ROUNDS; t++) {
            x = mean(j, x);
          }
          return x;
        });
  }

  @Test
  void blockMomentumFiltersTheUpdatesOfRounds() {
    assertAgrees(
        new BlockMomentum(Form.CLASSICAL, 0.6, 0.9),
        j -> {
          double[] gains = new double[ROUNDS];
          double x = START[j];
          for (int t = 0; t < ROUNDS; t++) {
            gains[t] = mean(j, x) - x;
            // The filter as the sum that it is.
            for (int k = 0; k <= t; k++) {
              x += 0.9 * Math.pow(0.6, t - k) * gains[k];
            }
          }
          return x;
        });
  }

  @Test
  void nesterovBlockMomentumStartsWhereTheMomentumLeads() {
    assertAgrees(
        new BlockMomentum(Form.NESTEROV, 0.6, 0.9),
        j -> {
          double x = START[j];
          double d = 0;
          for (int t = 0; t < ROUNDS; t++) {
            double ahead = x + 0.6 * d;
            d = 0.6 * d + 0.9 * (mean(j, ahead) - ahead);
            x += d;
          }
          return x;
        });
  }

  @Test
  void slowMomentumIsMeasuredInInnerRates() {
    assertAgrees(
        new SlowMo(0.5, 0.8),
        j -> {
          double x = START[j];
          double u = 0;
          for (int t = 0; t < ROUNDS; t++) {
            u = 0.5 * u + (x - mean(j, x)) / RATE;
            x -= 0.8 * RATE * u;
          }
          return x;
        });
  }

  @Test
  void nesterovOuterStepsOnThePseudoGradient() {
    assertAgrees(
        new NesterovOuter(0.4, 0.7),
        j -> {
          double x = START[j];
          double v = 0;
          for (int t = 0; t < ROUNDS; t++) {
            double gradient = x - mean(j, x);
            v = 0.4 * v + gradient;
            x -= 0.7 * (gradient + 0.4 * v);
          }
          return x;
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void adaptiveServersScaleThePseudoGradient(Kind kind) {
    assertAgrees(
        new ServerAdaptive(kind, 0.3, 0.9, 0.99, 1e-2),
        j -> {
          double x = START[j];
          double m = 0;
          double v = 1e-4;
          for (int t = 0; t < ROUNDS; t++) {
            double change = mean(j, x) - x;
            m = 0.9 * m + 0.1 * change;
            double square = change * change;
            v =
                switch (kind) {
                  case ADAM -> 0.99 * v + 0.01 * square;
                  case YOGI -> square > v ? v + 0.01 * square : v - 0.01 * square;
                  case ADAGRAD -> v + square;
                };
            x += 0.3 * m / (Math.sqrt(v) + 1e-2);
          }
          return x;
        });
  }

  @Test
  void elasticAveragingPullsWorkersAndCenterTogether() {
    ElasticAveraging rule = new ElasticAveraging(0.9, WORKERS);
    Model model = new Model(START, rule.initial(START));
    float[][] own = {START, START, START};
    double[][] expected = {
      {START[0], START[0], START[0], START[0]}, {START[1], START[1], START[1], START[1]}
    };
    for (int t = 0; t < ROUNDS; t++) {
      float[] mean = new float[START.length];
      float[][] next = new float[WORKERS][];
      for (int i = 0; i < WORKERS; i++) {
        float[] end = {(float) local(i, 0, own[i][0]), (float) local(i, 1, own[i][1])};
        mean[0] += end[0] / WORKERS;
        mean[1] += end[1] / WORKERS;
        next[i] = rule.pulled(end, model.parameters());
      }
      model = rule.next(model, mean, new Round(t + 1, RATE));
      own = next;
      for (int j = 0; j < START.length; j++) {
        double center = expected[j][WORKERS];
        for (int i = 0; i < WORKERS; i++) {
          double end = local(i, j, expected[j][i]);
          double pull = 0.3 * (end - center);
          expected[j][i] = end - pull;
          expected[j][WORKERS] += pull;
        }
      }
    }
    for (int j = 0; j < START.length; j++) {
      assertThat((double) model.parameters()[j]).isCloseTo(expected[j][WORKERS], within(2e-5));
      for (int i = 0; i < WORKERS; i++) {
        assertThat((double) own[i][j]).isCloseTo(expected[j][i], within(2e-5));
      }
    }
  }

  @Test
  void theAverageOfIteratesFollowsARuleWithoutDisturbingIt() {
    assertAgrees(
        new IterateAverage(new NesterovOuter(0.4, 0.7), 0.25),
        j -> {
          double x = START[j];
          double v = 0;
          double sum = 0;
          double weights = 0;
          for (int t = 0; t < ROUNDS; t++) {
            double gradient = x - mean(j, x);
            v = 0.4 * v + gradient;
            x -= 0.7 * (gradient + 0.4 * v);
            double weight = Math.pow(0.75, ROUNDS - 1 - t);
            sum += weight * x;
            weights += weight;
          }
          return sum / weights;
        });
  }

  @Test
  void theAverageOfIteratesBeginsWithTheFirstRoundNotWithTheUntrainedModel() {
    OuterRule rule = new IterateAverage(new WeightedMean(), 0.25);
    float[] mean = {1.25f, -3.5f};
    Model next = rule.next(new Model(START, rule.initial(START)), mean, new Round(1, RATE));
    assertThat(next.parameters()).containsExactly(mean, within(1e-6f));
  }

  static List<OuterRule> rulesWithoutMemoryOfRounds() {
    return List.of(
        new BlockMomentum(Form.CLASSICAL, 0, 1),
        new BlockMomentum(Form.NESTEROV, 0, 1),
        new SlowMo(0, 1),
        new NesterovOuter(0, 1),
        new ElasticAveraging(1, WORKERS),
        new IterateAverage(new WeightedMean(), 1));
  }

  @ParameterizedTest
  @MethodSource("rulesWithoutMemoryOfRounds")
  void withoutMomentumAndWithFullRateEveryRuleIsTheMean(OuterRule rule) {
    float[] mean = {1.25f, -3.5f};
    Model next = rule.next(new Model(START, rule.initial(START)), mean, new Round(1, RATE));
    assertThat(next.parameters()).containsExactly(mean, within(1e-6f));
  }

  @Test
  void slowMomentumOfFullRateIsBlockMomentum() {
    float[] slow = trained(new SlowMo(0.6, 1));
    float[] block = trained(new BlockMomentum(Form.CLASSICAL, 0.6, 1));
    assertThat(slow).containsExactly(block, within(2e-5f));
  }

  @Test
  void rulesWriteIntoNothingThatTheyAreGiven() {
    Random random = new Random(3);
    for (OuterRule rule :
        List.of(
            new BlockMomentum(Form.NESTEROV, 0.5, 1),
            new SlowMo(0.5, 1),
            new NesterovOuter(0.5, 1),
            new ServerAdaptive(Kind.YOGI, 0.1, 0.9, 0.99, 1e-3),
            new ElasticAveraging(0.9, 2),
            new IterateAverage(new SlowMo(0.5, 1), 0.3))) {
      float[] memory = rule.initial(START);
      for (int i = 0; i < memory.length; i++) {
        memory[i] = random.nextFloat();
      }
      float[] kept = memory.clone();
      float[] mean = {2, 3};
      float[] parameters = START.clone();
      Model model = new Model(parameters, memory);
      Model once = rule.next(model, mean, new Round(7, RATE));
      Model again = rule.next(model, mean, new Round(7, RATE));
      assertThat(again.parameters()).isEqualTo(once.parameters());
      assertThat(again.memory()).isEqualTo(once.memory());
      assertThat(parameters).isEqualTo(START);
      assertThat(memory).isEqualTo(kept);
      assertThat(mean).containsExactly(2, 3);
    }
  }
}
