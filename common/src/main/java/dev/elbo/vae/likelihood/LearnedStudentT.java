package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;

/**
 * {@link StudentT} with the degrees of freedom from the decoder too: 1 + softplus of an output, so
 * that there is a mean. Few degrees are heavy tails; many are a Gaussian.
 */
public record LearnedStudentT() implements ColumnLikelihood {
  @Override
  public String name() {
    return "student-t";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("location", 1), new Head("log-scale", 1), new Head("degrees", 1));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double degrees = degrees(theta);
    double logDensity = StudentT.logDensity(x, theta, degrees, gradient);
    double t = (x - theta[0]) * Math.exp(-Links.above(StudentT.FLOOR, theta[1]));
    double ratio = t * t / degrees;
    double derivative =
        Digamma.value(0.5 * (degrees + 1))
            - Digamma.value(0.5 * degrees)
            - Math.log1p(ratio)
            + ((degrees + 1) * ratio / (1 + ratio) - 1) / degrees;
    gradient[2] = 0.5 * derivative * Links.sigmoid(theta[2]);
    return logDensity;
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return StudentT.logDensityAtLocation(theta, degrees(theta));
  }

  @Override
  public double mean(double[] theta) {
    return theta[0];
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    return StudentT.sample(theta, degrees(theta), noise);
  }

  private static double degrees(double[] theta) {
    return 1 + Links.softplus(theta[2]);
  }
}
