package dev.elbo.estimator;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Normal;

/**
 * Measure-valued gradients for the normal (Mohamed, Rosca, Figurnov, Mnih 2020, section 6;
 * Heidergott and Vazquez-Abad 2000): the derivative of the density is a difference of two
 * densities, and f is evaluated at a coupled draw of each.
 *
 * <pre>
 *   d/d mean    (f(mean + scale w) - f(mean - scale w)) / (scale sqrt(2 pi)),
 *               w from Weibull(shape 2, scale sqrt(2)), the same on both sides
 *   d/d scale   (f(mean + scale m) - f(mean + scale m u)) / scale,
 *               m from the double-sided Maxwell, u uniform: m u is normal
 * </pre>
 *
 * <p>Unbiased, for any f, steps too. Of independent normals one coordinate at a time is replaced in
 * a draw x whose other coordinates are shared; x itself is made of m u, so that n coordinates cost
 * 3n + 1 evaluations a sample, of which x alone weighs.
 */
public final class MeasureValued implements Estimator {
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private final Family family;
  private final int count;

  /**
   * An estimator of the gradient in means and scales.
   *
   * @param family a normal, or independent ones
   */
  public MeasureValued(Family family) {
    if (family instanceof Normal) {
      this.count = 1;
    } else if (family instanceof Independent independent && independent.event() instanceof Normal) {
      this.count = independent.count();
    } else {
      throw new IllegalArgumentException(
          "Cannot estimate with measure-valued: z of [%s] is not normal. Use normal, or leave-one-out."
              .formatted(family.name()));
    }
    this.family = family;
  }

  @Override
  public String name() {
    return "measure-valued";
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public boolean needsGradient() {
    return false;
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    Draw.check(this, samples);
    family.check(theta);
    int each = 3 * count + 1;
    double[][] points = new double[samples * each][];
    double[] weights = new double[points.length];
    for (int k = 0; k < samples; k++) {
      weights[k * each] = 1.0 / samples;
      points(theta, noise.at(k), points, k * each);
    }
    return new Draw(theta, samples, noise, points, weights);
  }

  /** x, then for each coordinate x with the two sides of the mean's pair and one of the scale's. */
  private void points(double[] theta, Noise noise, double[][] points, int at) {
    double[] x = new double[count];
    double[] maxwell = new double[count];
    for (int i = 0; i < count; i++) {
      maxwell[i] = maxwell(noise.at(i));
      x[i] = theta[i] + theta[count + i] * maxwell[i] * noise.at(i).uniform(5);
    }
    points[at] = x;
    for (int i = 0; i < count; i++) {
      double scale = theta[count + i];
      double weibull = Math.sqrt(-2 * Math.log(noise.at(i).uniform(6)));
      points[at + 3 * i + 1] = replaced(x, i, theta[i] + scale * weibull);
      points[at + 3 * i + 2] = replaced(x, i, theta[i] - scale * weibull);
      points[at + 3 * i + 3] = replaced(x, i, theta[i] + scale * maxwell[i]);
    }
  }

  /** With density x^2 exp(-x^2 / 2) / sqrt(2 pi): the length of three normals, of either sign. */
  private static double maxwell(Noise noise) {
    double[] g = new double[3];
    noise.gaussians(g);
    double length = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    return noise.uniform(4) < 0.5 ? -length : length;
  }

  private static double[] replaced(double[] x, int i, double value) {
    double[] result = x.clone();
    result[i] = value;
    return result;
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    int each = 3 * count + 1;
    double[][] result = new double[draw.samples()][2 * count];
    for (int k = 0; k < result.length; k++) {
      int at = k * each;
      for (int i = 0; i < count; i++) {
        double scale = draw.theta()[count + i];
        double sides = values[at + 3 * i + 1] - values[at + 3 * i + 2];
        result[k][i] = sides / (scale * SQRT_TWO_PI);
        result[k][count + i] = (values[at + 3 * i + 3] - values[at]) / scale;
      }
    }
    return result;
  }
}
