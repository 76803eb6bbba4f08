package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Poisson with the logarithm of the rate from the decoder: log p = x log r - r - log x!. Variance
 * and mean are equal; {@link NegativeBinomial} is for counts that scatter more. Above exp(20) the
 * rate is linear in the output, so that no output overflows.
 */
public record Poisson() implements ColumnLikelihood {
  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("log-rate", 1));
  }

  @Override
  public Support support() {
    return Support.COUNTS;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double logRate = Links.logRate(theta[0]);
    double rate = Math.exp(logRate);
    gradient[0] = (x - rate) * Links.slopeOfLogRate(theta[0]);
    return x * logRate - rate - LogGamma.value(x + 1);
  }

  @Override
  public double ceiling(double x, double[] theta) {
    return x == 0 ? 0 : x * Math.log(x) - x - LogGamma.value(x + 1);
  }

  @Override
  public double mean(double[] theta) {
    return Math.exp(Links.logRate(theta[0]));
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    double rate = mean(theta);
    return Counts.quantile(k -> RegularizedGamma.Q.value(k + 1, rate), noise.uniform(0));
  }
}
