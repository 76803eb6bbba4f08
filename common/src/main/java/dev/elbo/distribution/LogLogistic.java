package dev.elbo.distribution;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The log-logistic (Fisk) distribution: log z is logistic.
 *
 * <pre>
 *   theta       scale a &gt; 0, shape b &gt; 0
 *   z           a (u / (1 - u))^(1/b)
 *   log p(z)    log(b/a) + (b - 1) l - 2 log(1 + exp(b l)),   l = log(z/a),   z &gt; 0
 *   dz/dtheta   z/a, -(z/b) l
 *   mean        a t / sin t, t = pi/b; infinite for b &lt;= 1
 *   variance    a^2 (2 t / sin 2t - t^2 / sin^2 t), infinite for b &lt;= 2
 *   KL          no closed form: a Monte-Carlo estimate of log q(z) - log p(z) ({@link MonteCarloKl})
 * </pre>
 *
 * <p>The {@link #center} is the median, which is the scale.
 */
public final class LogLogistic implements Univariate {
  private static final long serialVersionUID = 1;
  private static final List<Parameter> PARAMETERS =
      List.of(Parameter.of("scale", Domain.POSITIVE), Parameter.of("shape", Domain.POSITIVE));

  @Override
  public String name() {
    return "log-logistic";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    check(theta);
    double u = noise.uniform(0);
    return OpenInterval.POSITIVE.clamp(theta[0] * Math.pow(u / (1 - u), 1 / theta[1]));
  }

  @Override
  public double logDensity(double[] theta, double z) {
    check(theta);
    if (z <= 0 || z == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    double l = LogRatio.of(z, theta[0]);
    double y = theta[1] * Math.abs(l);
    return Math.log(theta[1]) - Math.log(theta[0]) - l - y - 2 * Math.log1p(Math.exp(-y));
  }

  @Override
  public double slope(double[] theta, double z, double[] score) {
    double l = LogRatio.of(z, theta[0]);
    double tanh = Math.tanh(0.5 * theta[1] * l);
    score[0] = theta[1] * tanh / theta[0];
    score[1] = 1 / theta[1] - l * tanh;
    return OpenInterval.REAL.clamp(-(1 + theta[1] * tanh) / z);
  }

  @Override
  public void pathwise(double[] theta, double z, double[] derivative) {
    derivative[0] = OpenInterval.REAL.clamp(z / theta[0]);
    derivative[1] = OpenInterval.REAL.clamp(-z * (LogRatio.of(z, theta[0]) / theta[1]));
  }

  @Override
  public double cumulative(double[] theta, double z) {
    check(theta);
    return z <= 0 ? 0 : 1 / (1 + Math.exp(-theta[1] * LogRatio.of(z, theta[0])));
  }

  @Override
  public OptionalDouble meanValue(double[] theta) {
    check(theta);
    double t = Math.PI / theta[1];
    return OptionalDouble.of(theta[1] > 1 ? theta[0] * t / Math.sin(t) : Double.POSITIVE_INFINITY);
  }

  /** a^2 t (tan t - t) / sin^2 t, which is the formula above. */
  @Override
  public OptionalDouble varianceValue(double[] theta) {
    check(theta);
    if (theta[1] <= 2) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    double t = Math.PI / theta[1];
    double square = t * t;
    // (tan t - t) / t^3; for large b it cancels, but its Taylor series does not.
    double difference =
        t < 0.01
            ? 1 / 3.0 + square * (2 / 15.0 + square * 17 / 315)
            : (Math.tan(t) - t) / t / square;
    double deviation = theta[0] * t * (t / Math.sin(t));
    return OptionalDouble.of(deviation * deviation * difference);
  }

  @Override
  public double[] center(double[] theta) {
    check(theta);
    return new double[] {theta[0]};
  }
}
