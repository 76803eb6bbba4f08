package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Noise;
import dev.elbo.estimator.Draw;
import dev.elbo.estimator.Moments;
import java.util.List;

/** Many draws, of which only moments are kept. */
final class Measurement {
  private Measurement() {}

  /**
   * Measures contestants on the same draws, those of the first: they must want the same points.
   *
   * @param theta the parameters
   * @param perDraw K
   * @param samples in all; rounded up to whole draws
   * @param noise the key of the measurement
   * @return [contestants][parameters]
   */
  static Moments[][] of(
      List<Contestant> contestants, double[] theta, int perDraw, long samples, Noise noise) {
    Moments[][] moments = new Moments[contestants.size()][theta.length];
    for (Moments[] row : moments) {
      for (int j = 0; j < row.length; j++) {
        row[j] = new Moments();
      }
    }
    long draws = (samples + perDraw - 1) / perDraw;
    for (long i = 0; i < draws; i++) {
      Draw draw = contestants.get(0).estimator().draw(theta, perDraw, noise.at(i));
      for (int c = 0; c < moments.length; c++) {
        add(contestants.get(c), draw, moments[c]);
      }
    }
    return moments;
  }

  private static void add(Contestant contestant, Draw draw, Moments[] moments) {
    double[][] points = draw.points();
    double[] values = new double[points.length];
    double[][] gradients = null;
    for (int i = 0; i < points.length; i++) {
      values[i] = contestant.f().value(points[i]);
    }
    if (contestant.estimator().needsGradient()) {
      gradients = new double[points.length][points[0].length];
      for (int i = 0; i < points.length; i++) {
        contestant.f().gradient(points[i], gradients[i]);
      }
    }
    double[][] contributions = contestant.estimator().contributions(draw, values, gradients);
    for (int j = 0; j < moments.length; j++) {
      if (contestant.unit() == Contestant.Unit.DRAW) {
        double sum = 0;
        for (double[] contribution : contributions) {
          sum += contribution[j];
        }
        moments[j].add(sum / contributions.length);
      } else {
        for (double[] contribution : contributions) {
          moments[j].add(contribution[j]);
        }
      }
    }
  }
}
