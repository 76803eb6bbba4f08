package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Negative binomial with the logarithms of the mean m and of the total count r from the decoder: a
 * Poisson whose rate scatters by a Gamma of shape r, with variance m + m^2 / r.
 *
 * <pre>
 *   log p = log Gamma(x + r) / (Gamma(r) x!) + r log(r / (r + m)) + x log(m / (r + m))
 * </pre>
 *
 * <p>log r stays between {@value #FLOOR} and {@value #CEILING} through softplus: beyond, it is a
 * Poisson to any data. Above exp(20) the mean is linear in the output.
 */
public record NegativeBinomial() implements ColumnLikelihood {
  static final double FLOOR = -8;
  static final double CEILING = 15;

  @Override
  public String name() {
    return "negative-binomial";
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head("log-mean", 1), new Head("log-total-count", 1));
  }

  @Override
  public Support support() {
    return Support.COUNTS;
  }

  @Override
  public double logDensity(double x, double[] theta, double[] gradient) {
    double logCount = Links.between(FLOOR, CEILING, theta[1]);
    double logOdds = Links.logRate(theta[0]) - logCount;
    double count = Math.exp(logCount);
    // m / (r + m) and r / (r + m); what multiplies their logarithms may be in the millions.
    double share = Links.sigmoid(logOdds);
    double rest = Links.sigmoid(-logOdds);
    double logRest = -Links.exactSoftplus(logOdds);
    gradient[0] = (x * rest - count * share) * Links.slopeOfLogRate(theta[0]);
    double digammas = Digamma.value(x + count) - Digamma.value(count);
    gradient[1] =
        (count * (digammas + logRest + share) - x * rest)
            * Links.slopeBetween(FLOOR, CEILING, theta[1]);
    return logDensity(x, logOdds, count);
  }

  @Override
  public double ceiling(double x, double[] theta) {
    double logCount = Links.between(FLOOR, CEILING, theta[1]);
    return x == 0 ? 0 : logDensity(x, Math.log(x) - logCount, Math.exp(logCount));
  }

  private static double logDensity(double x, double logOdds, double count) {
    double logRest = count * -Links.exactSoftplus(logOdds);
    if (x == 0) {
      return logRest;
    }
    // Gamma(x + r) / (Gamma(r) x!) is 1 / (x B(x, r)), without the difference of large logarithms.
    return logRest - x * Links.exactSoftplus(-logOdds) - LogBeta.value(x, count) - Math.log(x);
  }

  @Override
  public double mean(double[] theta) {
    return Math.exp(Links.logRate(theta[0]));
  }

  @Override
  public double sample(double[] theta, Noise noise) {
    double logCount = Links.between(FLOOR, CEILING, theta[1]);
    double rest = Links.sigmoid(logCount - Links.logRate(theta[0]));
    double count = Math.exp(logCount);
    return Counts.quantile(k -> RegularizedBeta.value(rest, count, k + 1), noise.uniform(0));
  }
}
