package dev.elbo.vae.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** A law at some outputs of the decoder, and expectations under it by quadrature or by sums. */
record Case(ColumnLikelihood law, double... theta) {
  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();
  private static final int MOST_COUNTS = 200_000;

  /** Every law at ordinary and at lopsided outputs. */
  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (double logit : new double[] {-8, -1, 0, 0.5, 6}) {
      cases.add(new Case(new Bernoulli(), logit));
    }
    for (double logit :
        new double[] {-40, -3, -0.301, -0.299, -1e-9, 0, 1e-3, 0.29, 0.31, 5, 300}) {
      cases.add(new Case(new ContinuousBernoulli(), logit));
    }
    cases.add(new Case(new Gaussian(1), 0));
    cases.add(new Case(new Gaussian(0.01), -3));
    cases.add(new Case(new Gaussian(9), 100));
    for (ColumnLikelihood law :
        List.of(new LearnedGaussian(), new Laplace(), new StudentT(3), new StudentT(0.7))) {
      cases.add(new Case(law, 0.5, 0));
      cases.add(new Case(law, -2, 3));
      cases.add(new Case(law, 7, -30));
    }
    for (double degrees : new double[] {-3, 0, 1.5, 8, 200}) {
      cases.add(new Case(new LearnedStudentT(), 1, -0.5, degrees));
    }
    for (double logRate : new double[] {-7, 0, 1.3, 4, 7}) {
      cases.add(new Case(new Poisson(), logRate));
      cases.add(new Case(new NegativeBinomial(), logRate, 0.3));
      cases.add(new Case(new NegativeBinomial(), Math.min(logRate, 2), -1.5));
      cases.add(new Case(new NegativeBinomial(), logRate, 12));
    }
    cases.add(new Case(new Categorical(1), 3));
    cases.add(new Case(new Categorical(3), 0, 1, -1));
    cases.add(new Case(new Categorical(4), -30, 20, 19, 5));
    return cases;
  }

  double logDensity(double x) {
    return law.logDensity(x, theta, new double[theta.length]);
  }

  double[] gradient(double x) {
    double[] gradient = new double[theta.length];
    law.logDensity(x, theta, gradient);
    return gradient;
  }

  /** Some values of the support. */
  DoubleStream values() {
    return switch (law.support()) {
      case REAL -> DoubleStream.of(-1, 0, 0.3, 1, 12);
      case UNIT -> DoubleStream.of(0, 0.3, 1);
      case COUNTS -> DoubleStream.of(0, 1, 2, 17, 1000);
      case CODES -> DoubleStream.iterate(0, c -> c < theta.length, c -> c + 1);
    };
  }

  /** E[f(x)]. */
  double expectation(DoubleUnaryOperator f) {
    DoubleUnaryOperator weighted = x -> Math.exp(logDensity(x)) * f.applyAsDouble(x);
    if (law instanceof Bernoulli) {
      return weighted.applyAsDouble(0) + weighted.applyAsDouble(1);
    }
    return switch (law.support()) {
      case REAL -> overTheLine(weighted);
      case UNIT -> panels(weighted, 0, 1, 1.0 / 256);
      case COUNTS -> {
        double sum = 0;
        for (int k = MOST_COUNTS; k >= 0; k--) {
          sum += weighted.applyAsDouble(k);
        }
        yield sum;
      }
      case CODES -> values().map(weighted).sum();
    };
  }

  /** In u, where x = location + scale sinh u: tails of any power fall exponentially. */
  private double overTheLine(DoubleUnaryOperator f) {
    double scale = scale();
    return panels(
        u -> f.applyAsDouble(theta[0] + scale * Math.sinh(u)) * scale * Math.cosh(u), -60, 60, 0.5);
  }

  /** About the width of the law. */
  double scale() {
    return law instanceof Gaussian gaussian
        ? Math.sqrt(gaussian.variance())
        : law instanceof LearnedGaussian
            ? Math.exp(0.5 * Links.above(LearnedGaussian.FLOOR, theta[1]))
            : Math.exp(Links.above(Laplace.FLOOR, theta[1]));
  }

  private static double panels(DoubleUnaryOperator f, double from, double to, double width) {
    double sum = 0;
    for (double at = from; at < to; at += width) {
      GaussIntegrator rule = RULES.legendre(20, at, at + width);
      sum += rule.integrate(f::applyAsDouble);
    }
    return sum;
  }

  Case moved(int i, double by) {
    double[] moved = theta.clone();
    moved[i] += by;
    return new Case(law, moved);
  }

  /** log p(x) with another location; of a category with another logit. */
  double located(double x, double location) {
    int at = law instanceof Categorical ? (int) x : 0;
    return moved(at, location - theta[at]).logDensity(x);
  }

  static Stream<Case> stream() {
    return all().stream();
  }

  @Override
  public String toString() {
    return law + " at " + java.util.Arrays.toString(theta);
  }
}
