package dev.elbo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What normal families of many numbers promise besides, against dense linear algebra. */
abstract class NormalContract extends ReparameterizedContract {
  private static final int DRAWS = 100_000;

  /** Sup-distance that DKW and Massart allow with probability 1e-9 to be exceeded. */
  private static final double DKWM = Math.sqrt(Math.log(2 / 1e-9) / (2 * DRAWS));

  /** A posterior against a prior. */
  record Pair(Case posterior, Family prior, double... priorTheta) {
    @Override
    public String toString() {
      return "KL(%s, %s%s)".formatted(posterior, prior.name(), Arrays.toString(priorTheta));
    }
  }

  /** Closed forms to be checked. */
  abstract List<Pair> pairs();

  @ParameterizedTest
  @MethodSource("cases")
  void theLogDensityIsThatOfTheDenseFormula(Case c) {
    DenseNormal dense = DenseNormal.of(c.family(), c.theta());
    for (int i = 0; i < 20; i++) {
      double[] z = c.draw(i);
      double expected = dense.logDensity(z);
      assertThat(c.family().logDensity(c.theta(), z))
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void projectionsOfTheDrawsAreNormal(Case c) {
    DenseNormal dense = DenseNormal.of(c.family(), c.theta());
    double[][] z = new double[DRAWS][];
    Arrays.setAll(z, c::draw);
    for (int k = 0; k < 5; k++) {
      double[] direction = new double[c.family().size()];
      Noise.of(11, 0, 0, k).gaussians(direction);
      var law = NormalDistribution.of(dense.meanAlong(direction), dense.deviationAlong(direction));
      double[] sorted = Arrays.stream(z).mapToDouble(one -> dot(direction, one)).sorted().toArray();
      double distance = 0;
      for (int i = 0; i < DRAWS; i++) {
        double f = law.cumulativeProbability(sorted[i]);
        distance = Math.max(distance, Math.max(f - (double) i / DRAWS, (i + 1.0) / DRAWS - f));
      }
      assertThat(distance).as("direction %s", k).isLessThan(DKWM);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theKlIsThatOfTheDenseFormulaAndItsGradientThatOfDifferences(Pair p) {
    Case q = p.posterior;
    ClosedFormKl kl = q.family().klTo(p.prior).orElseThrow();
    double[] gradient = new double[q.theta().length];
    Arrays.fill(gradient, 7);
    double value = kl.value(q.theta(), p.priorTheta, gradient);
    double expected =
        DenseNormal.of(q.family(), q.theta()).kl(DenseNormal.of(p.prior, p.priorTheta));
    assertThat(value).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
    for (int j = 0; j < gradient.length; j++) {
      double difference =
          Derivative.partial(
              t -> kl.value(t, p.priorTheta, new double[t.length]), q.theta(), j, q.step(j));
      assertThat(gradient[j])
          .as("theta %s", j)
          .isCloseTo(difference, within(1e-8 * Math.max(1, Math.abs(difference))));
    }
  }

  /** Fails by chance once in a million at 5 standard errors. */
  @ParameterizedTest
  @MethodSource("pairs")
  void theKlIsTheMeanOfTheLogRatioOfDraws(Pair p) {
    Case q = p.posterior;
    double kl =
        q.family()
            .klTo(p.prior)
            .orElseThrow()
            .value(q.theta(), p.priorTheta, new double[q.theta().length]);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double[] z = q.draw(i);
      double ratio = q.family().logDensity(q.theta(), z) - p.prior.logDensity(p.priorTheta, z);
      sum += ratio - kl;
      squares += (ratio - kl) * (ratio - kl);
    }
    double error = Math.sqrt(squares) / DRAWS;
    assertThat(sum / DRAWS).isCloseTo(0, within(5 * error));
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
