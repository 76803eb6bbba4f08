package dev.elbo.vae.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elbo.distribution.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedTest {
  private static final Mixed MIXED =
      new Mixed(
          List.of(
              new LearnedGaussian(),
              new Categorical(3),
              new Poisson(),
              new Gaussian(0.5),
              new Categorical(2)));

  @Test
  void columnsOfOneNameShareHeads() {
    assertThat(MIXED.name()).isEqualTo("mixed");
    assertThat(MIXED.over(5).heads())
        .containsExactly(
            new Head("gaussian.mean", 2),
            new Head("gaussian.log-variance", 1),
            new Head("categorical.logits", 5),
            new Head("poisson.log-rate", 1));
  }

  @Test
  void lawsOfOneNameNeedNoPrefix() {
    Mixed same = new Mixed(List.of(new Categorical(3), new Categorical(2)));
    assertThat(same.name()).isEqualTo("categorical");
    assertThat(same.over(2).heads()).containsExactly(new Head("logits", 5));
    assertThat(new Categorical(3).over(4).heads()).containsExactly(new Head("logits", 12));
  }

  @Test
  void oneLawForAllColumnsHasAnOutputAFeature() {
    assertThat(new LearnedGaussian().over(7).heads())
        .containsExactly(new Head("mean", 7), new Head("log-variance", 7));
  }

  /** The second of two examples; each column reads and writes its own outputs and no others. */
  @Test
  void aRowIsTheSumOfItsColumns() {
    double[][] outputs = outputs();
    double[][] gradients = outputs();
    float[] row = {0.25f, 2, 4, -1.5f, 1};
    double logDensity = MIXED.over(5).logDensity(row, outputs, 1, gradients);
    Case[] columns = columns();
    double[] x = {0.25, 2, 4, -1.5, 1};
    double expected = 0;
    for (int j = 0; j < 5; j++) {
      expected += columns[j].logDensity(x[j]);
    }
    assertThat(logDensity).isEqualTo(expected);
    assertThat(gradients[0])
        .containsExactly(1, 2, columns[0].gradient(x[0])[0], columns[3].gradient(x[3])[0]);
    assertThat(gradients[1]).containsExactly(5, columns[0].gradient(x[0])[1]);
    double[] three = columns[1].gradient(x[1]);
    double[] two = columns[4].gradient(x[4]);
    assertThat(gradients[2])
        .containsExactly(7, 8, 9, 10, 11, three[0], three[1], three[2], two[0], two[1]);
    assertThat(gradients[3]).containsExactly(17, columns[2].gradient(x[2])[0]);
  }

  @Test
  void meansAndDrawsAreThoseOfTheColumns() {
    double[] mean = new double[7];
    double[] draw = new double[7];
    MIXED.over(5).mean(outputs(), 1, mean, 2);
    MIXED.over(5).sample(outputs(), 1, Noise.of(3, 0, 0, 0), draw, 2);
    Case[] columns = columns();
    for (int j = 0; j < 5; j++) {
      double[] theta = columns[j].theta();
      assertThat(mean[2 + j]).isEqualTo(columns[j].law().mean(theta));
      assertThat(draw[2 + j]).isEqualTo(columns[j].law().sample(theta, Noise.of(3, 0, 0, 0).at(j)));
    }
    assertThat(mean).startsWith(0, 0);
  }

  @Test
  void sameColumnsDoAsMixedOnesOfTheSameLaw() {
    double[][] outputs = {{0.1, -2, 3, 4, 0.5, -6}, {1, -1, 0.5, 0.25, 2, -3}};
    float[] row = {0.5f, -1, 2};
    double[][] one = new double[2][6];
    double[][] other = new double[2][6];
    Mixed mixed =
        new Mixed(List.of(new LearnedGaussian(), new LearnedGaussian(), new LearnedGaussian()));
    assertThat(new LearnedGaussian().over(3).logDensity(row, outputs, 1, one))
        .isEqualTo(mixed.over(3).logDensity(row, outputs, 1, other));
    assertThat(one).isDeepEqualTo(other);
    double[] mean = new double[3];
    double[] draw = new double[3];
    double[] otherDraw = new double[3];
    Noise noise = Noise.of(3, 0, 0, 0);
    new LearnedGaussian().over(3).mean(outputs, 1, mean, 0);
    new LearnedGaussian().over(3).sample(outputs, 1, noise, draw, 0);
    mixed.over(3).sample(outputs, 1, noise, otherDraw, 0);
    assertThat(mean).containsExactly(4, 0.5, -6);
    assertThat(draw).isEqualTo(otherDraw);
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    assertThatThrownBy(() -> MIXED.over(4))
        .hasMessage("Cannot mix likelihoods: there are [5] for [4] features. Give one a feature.");
    assertThatThrownBy(() -> new Mixed(List.of()))
        .hasMessage("Cannot mix likelihoods: there are [0] columns. Give one at least.");
  }

  /** Of two examples, numbered. */
  private static double[][] outputs() {
    return new double[][] {{1, 2, 3, 4}, {5, 6}, {7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 1.5}};
  }

  /** What the second example says of each column. */
  private static Case[] columns() {
    return new Case[] {
      new Case(new LearnedGaussian(), 3, 6),
      new Case(new Categorical(3), 12, 13, 14),
      new Case(new Poisson(), 1.5),
      new Case(new Gaussian(0.5), 4),
      new Case(new Categorical(2), 15, 16)
    };
  }
}
