package dev.elbo.estimator.exact;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Exact values by the names that tables of results use.
 *
 * <pre>
 *   problem        setting           wrt        quantities
 *   sum_sq         -                 mu         {@link SumOfSquares}
 *   square         k                 mu, sigma  {@link GaussianVariance}
 *   exp, cos       k                 mu, sigma  {@link GaussianVariance}
 *   bernoulli_sq   p=0.25;tau=0.1    p          {@link RelaxedSquare}
 *   rebar_toy      t=0.45;p=0.5      logit      {@link BernoulliVariance} of (b - t)^2
 * </pre>
 */
public final class ExactVariance {
  private ExactVariance() {}

  /**
   * A gradient, a mean or a variance per sample.
   *
   * @param mu not read by the Bernoulli problems
   * @param sigma not read by the Bernoulli problems
   * @param dimension of sum_sq
   * @param setting the constants of the problem, as above
   * @throws IllegalArgumentException that names what it does not know
   */
  public static double of(
      String problem,
      double mu,
      double sigma,
      int dimension,
      String setting,
      String wrt,
      String quantity) {
    return switch (problem) {
      case "sum_sq" -> sumOfSquares(new SumOfSquares(mu, sigma, dimension), quantity);
      case "square", "exp", "cos" ->
          gaussian(
              GaussianVariance.of(
                  TestFunction.valueOf(problem.toUpperCase(Locale.ROOT)),
                  Double.parseDouble(setting),
                  mu,
                  sigma,
                  NormalParameter.valueOf(wrt.toUpperCase(Locale.ROOT))),
              quantity);
      case "bernoulli_sq" -> relaxed(constants(setting), quantity);
      case "rebar_toy" -> shifted(constants(setting), quantity);
      default -> throw unknown("problem", problem);
    };
  }

  private static double sumOfSquares(SumOfSquares exact, String quantity) {
    return switch (quantity) {
      case "gradient" -> exact.gradient();
      case "score" -> exact.score();
      case "score_mean_baseline" -> exact.scoreWithMeanBaseline();
      case "score_opt_baseline" -> exact.scoreWithBestBaseline();
      case "pathwise" -> exact.pathwise();
      default -> exact.leaveOneOut(samples(quantity));
    };
  }

  private static double gaussian(GaussianVariance exact, String quantity) {
    return switch (quantity) {
      case "gradient" -> exact.gradient();
      case "score" -> exact.score();
      case "score_mean_baseline" -> exact.scoreWithMeanBaseline();
      case "score_opt_baseline" -> exact.scoreWithBestBaseline();
      case "pathwise" -> exact.pathwise();
      case "measure_valued" -> exact.measureValued();
      default -> exact.leaveOneOut(samples(quantity));
    };
  }

  private static double relaxed(Map<String, Double> constants, String quantity) {
    RelaxedSquare exact = new RelaxedSquare(constants.get("p"), 0, constants.get("tau"));
    return switch (quantity) {
      case "gumbel_softmax_mean" -> exact.softMean();
      case "gumbel_softmax_var" -> exact.softVariance();
      case "st_gumbel_softmax_mean" -> exact.hardMean();
      case "st_gumbel_softmax_var" -> exact.hardVariance();
      default -> throw unknown("quantity", quantity);
    };
  }

  private static double shifted(Map<String, Double> constants, String quantity) {
    double t = constants.get("t");
    BernoulliVariance exact = new BernoulliVariance(constants.get("p"), t * t, (1 - t) * (1 - t));
    return switch (quantity) {
      case "gradient_logit" -> exact.gradient();
      case "reinforce_var" -> exact.score();
      case "arm_var" -> exact.arm();
      case "disarm_var" -> exact.disarm();
      default -> throw unknown("quantity", quantity);
    };
  }

  /** K of rloo16_persample. */
  private static int samples(String quantity) {
    if (!quantity.matches("rloo[0-9]{1,6}_persample")) {
      throw unknown("quantity", quantity);
    }
    return Integer.parseInt(quantity.substring(4, quantity.indexOf('_')));
  }

  private static Map<String, Double> constants(String setting) {
    Map<String, Double> constants = new HashMap<>();
    for (String constant : setting.split(";", -1)) {
      String[] parts = constant.split("=", 2);
      constants.put(parts[0], Double.parseDouble(parts[1]));
    }
    return constants;
  }

  private static IllegalArgumentException unknown(String what, String name) {
    return new IllegalArgumentException(
        "Cannot compute an exact value: the %s [%s] is not known. See the documentation of ExactVariance for those that are."
            .formatted(what, name));
  }
}
