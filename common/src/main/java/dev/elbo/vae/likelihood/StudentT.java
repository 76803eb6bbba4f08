package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Student's t with location m and scale s from the decoder and given degrees of freedom nu: with t
 * = (x - m) / s,
 *
 * <pre>
 *   log p = -log s - log B(nu / 2, 1 / 2) - 1/2 log nu - (nu + 1) / 2 log(1 + t^2 / nu)
 * </pre>
 *
 * <p>Odd values hardly move it: the pull of a value on the location falls with its distance. log s
 * is bounded below by {@value #FLOOR} through a softplus. The mean is m; with nu of 1 and less
 * there is none, and m is the median.
 *
 * @param degrees of freedom, positive and finite
 */
public record StudentT(double degrees) implements ColumnLikelihood {
  /** The least log-scale: as the least deviation of {@link LearnedGaussian}. */
  static final double FLOOR = -4;

  public StudentT {
    if (!(degrees > 0) || Double.isInfinite(degrees)) {
      throw new IllegalArgumentException(
          "Cannot build a Student-t likelihood: its degrees of freedom are [%s]. Give a positive, finite number."
              .formatted(degrees));
    }
  }

  @Override
  public String name() {
    return "student-t";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("location", 1), new Head("log-scale", 1));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    return logDensity(x, theta, degrees, gradient);
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return logDensityAtLocation(theta, degrees);
  }

  @Override
  public double mean(double[] theta) {
    return theta[0];
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    return sample(theta, degrees, noise);
  }

  /** With derivatives in location and log-scale. */
  static double logDensity(double x, double[] theta, double degrees, double[] gradient) {
    double logScale = Links.above(FLOOR, theta[1]);
    double inverse = Math.exp(-logScale);
    double t = (x - theta[0]) * inverse;
    double pull = (degrees + 1) * t / (degrees + t * t);
    gradient[0] = pull * inverse;
    gradient[1] = (pull * t - 1) * Links.slopeAbove(FLOOR, theta[1]);
    return logDensityAtLocation(theta, degrees) - 0.5 * (degrees + 1) * Math.log1p(t * t / degrees);
  }

  static double logDensityAtLocation(double[] theta, double degrees) {
    return -Links.above(FLOOR, theta[1])
        - LogBeta.value(0.5 * degrees, 0.5)
        - 0.5 * Math.log(degrees);
  }

  /** By the polar method (Bailey 1994): exact, from two uniforms. */
  static double sample(double[] theta, double degrees, Noise noise) {
    double square = degrees * Math.expm1(-2 / degrees * Math.log(noise.uniform(0)));
    double standard = Math.sqrt(square) * Math.cos(2 * Math.PI * noise.uniform(1));
    return theta[0] + Math.exp(Links.above(FLOOR, theta[1])) * standard;
  }
}
