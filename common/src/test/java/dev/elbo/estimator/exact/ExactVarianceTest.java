package dev.elbo.estimator.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactVarianceTest {

  @Test
  void everyRowOfTheGoldenTableIsMatched() throws IOException {
    List<String> rows = golden();
    assertThat(rows).hasSize(314);
    double worst = 0;
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      double expected = Double.parseDouble(cells[7]);
      double actual =
          ExactVariance.of(
              cells[0],
              number(cells[1]),
              number(cells[2]),
              Integer.parseInt(cells[3]),
              cells[4],
              cells[5],
              cells[6]);
      // arm_var comes from a midpoint rule of two million points.
      double tolerance = cells[6].equals("arm_var") ? 1e-6 : 1e-8;
      assertThat(actual)
          .as(row)
          .isCloseTo(expected, within(Math.max(1e-9, tolerance * Math.abs(expected))));
      if (Math.abs(expected) > 1e-3 && !cells[6].equals("arm_var")) {
        worst = Math.max(worst, Math.abs(actual / expected - 1));
      }
    }
    assertThat(worst).isLessThan(1e-10);
  }

  @Test
  void leaveOneOutOfTheQuadratureIsThatOfTheClosedForm() {
    for (int samples : new int[] {2, 4, 16}) {
      assertThat(
              GaussianVariance.of(TestFunction.SQUARE, 0, 12, 42, NormalParameter.MU)
                  .leaveOneOut(samples))
          .isCloseTo(new SumOfSquares(12, 42, 1).leaveOneOut(samples), within(1e-7));
    }
  }

  @Test
  void theCrossoversAreThoseOfTheLiterature() {
    assertThat(Crossover.ofScore(TestFunction.EXP)).isCloseTo(0.870, within(5e-4));
    assertThat(Crossover.ofScore(TestFunction.COS)).isCloseTo(1.064, within(5e-4));
    assertThat(Crossover.ofBestBaseline(TestFunction.EXP)).isCloseTo(0.358, within(5e-4));
    assertThat(Crossover.ofBestBaseline(TestFunction.COS)).isCloseTo(1.062, within(5e-4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Crossover.ofScore(TestFunction.SQUARE))
        .withMessageStartingWith("Cannot find a crossover:");
  }

  @Test
  void theStepIsTheLimitOfSteepSigmoids() {
    StepVariance step = new StepVariance(0.5, 1.5);
    GaussianVariance steep =
        new GaussianVariance(
            x -> 1 / (1 + Math.exp(-x / 0.01)), x -> 0, 0.5, 1.5, NormalParameter.MU);
    assertThat(step.mean()).isCloseTo(steep.mean(), within(1e-3));
    assertThat(step.gradient()).isCloseTo(steep.gradient(), within(1e-4));
    assertThat(step.score()).isCloseTo(steep.score(), within(2e-3));
    assertThat(step.scoreWithMeanBaseline()).isCloseTo(steep.scoreWithMeanBaseline(), within(2e-3));
    assertThat(step.measureValued()).isCloseTo(steep.measureValued(), within(2e-3));
  }

  @Test
  void aNameThatIsNotKnownIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactVariance.of("cube", 1, 1, 1, "", "mu", "score"))
        .withMessage(
            "Cannot compute an exact value: the problem [cube] is not known. See the documentation"
                + " of ExactVariance for those that are.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactVariance.of("sum_sq", 1, 1, 1, "", "mu", "rloo"))
        .withMessageContaining("the quantity [rloo] is not known");
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static List<String> golden() throws IOException {
    try (InputStream in =
        ExactVarianceTest.class.getResourceAsStream("/golden/golden_toy_variances.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(String::strip)
          .toList();
    }
  }
}
