package dev.elbo.vae;

import dev.elbo.estimator.Draw;
import dev.elbo.estimator.Estimator;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains q(z|x) on the importance-weighted bound without the path through z: VIMCO (Mnih and
 * Rezende 2016). The integrand's log-weights depend on theta through log q as well, which adds -sum
 * of the normalized weights times the scores.
 */
final class VimcoLatent extends FamilyLatent {
  private final Estimator vimco;
  private final Draw[] draws;
  private final double[][] logWeights;

  VimcoLatent(DataType type, Posterior posterior, Objective objective, Estimator vimco, int batch) {
    super(type, posterior, objective, objective.importanceSamples(), batch);
    this.vimco = vimco;
    this.draws = new Draw[batch];
    this.logWeights = new double[batch][points()];
  }

  @Override
  void drawExample(int i) {
    draws[i] = vimco.draw(theta[i], points(), noise[i]);
    System.arraycopy(draws[i].points(), 0, z, i * points(), points());
  }

  @Override
  void weighExample(int i, double[] logDensity, Annealing now, ElboSums sums) {
    double reconstruction = 0;
    double[] part = new double[posterior.units()];
    double[] units = new double[part.length];
    for (int k = 0; k < points(); k++) {
      int column = i * points() + k;
      atSample.value(theta[i], z[column], part);
      logWeights[i][k] = logDensity[column];
      reconstruction += logDensity[column] / points();
      for (int u = 0; u < part.length; u++) {
        logWeights[i][k] -= part[u];
        units[u] += part[u] / points();
      }
    }
    if (divergence.isClosedForm()) {
      divergence.value(theta[i], z[i * points()], units);
    }
    addKl(units, sums);
    double bound = LogWeights.logMeanExp(logWeights[i]);
    for (int k = 0; k < points(); k++) {
      weights[i * points() + k] = Math.exp(logWeights[i][k] - bound) / points();
    }
    sums.addExample(reconstruction, bound);
  }

  @Override
  void backwardExample(int i, int m, double[] atInput, Annealing now, double[] atTheta) {
    for (double[] contribution : vimco.contributions(draws[i], logWeights[i], new double[0][])) {
      for (int j = 0; j < atTheta.length; j++) {
        atTheta[j] -= contribution[j] / points() / m;
      }
    }
    for (int k = 0; k < points(); k++) {
      int column = i * points() + k;
      posterior.family().addScore(theta[i], z[column], weights[column] / m, atTheta);
    }
  }
}
