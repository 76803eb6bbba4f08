package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;

/**
 * An estimator of d/dtheta E[f(z)] from K samples, in two halves so that the integrand may be
 * evaluated in between, at all points of many estimates at once (a decoder over a batch):
 *
 * <pre>
 *   draw(theta, K, noise) -> points;   f, df/dz at the points;   contributions -> K gradients
 * </pre>
 *
 * <p>The estimate is the mean of the K contributions.
 */
public interface Estimator {

  /** The name in settings and tables, such as {@code leave-one-out}. */
  String name();

  /** What z is drawn from. */
  Family family();

  /** True if {@link #contributions} needs df/dz. */
  boolean needsGradient();

  /** The least K that it works with: 1, or 2 for leave-one-out. */
  default int leastSamples() {
    return 1;
  }

  /**
   * Draws the points of one estimate.
   *
   * @param samples K, at least {@link #leastSamples}
   * @param noise a key of this estimate alone; sample k draws from {@code noise.at(k)}
   */
  Draw draw(double[] theta, int samples, Noise noise);

  /**
   * The K gradients whose mean is the estimate.
   *
   * @param values f at the points of the draw
   * @param gradients df/dz at the points, [points, size of z]; not read unless {@link
   *     #needsGradient}
   * @return [K, parameters]
   */
  double[][] contributions(Draw draw, double[] values, double[][] gradients);

  /**
   * The estimate of the objective itself, such as E[f].
   *
   * @param values f at the points of the draw
   */
  default double value(Draw draw, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      // A point that does not count may lie where f is infinite.
      sum += draw.weights()[i] == 0 ? 0 : draw.weights()[i] * values[i];
    }
    return sum;
  }

  /**
   * The weights of df/dw at the points in the gradient of the objective in parameters w of f
   * itself, [points]. The same weights make the part of the gradient in theta that comes from a
   * theta inside of f; {@link #contributions} is only the part that comes from z.
   *
   * @param values f at the points of the draw
   */
  default double[] weights(Draw draw, double[] values) {
    return draw.weights();
  }
}
