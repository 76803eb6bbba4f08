package dev.elbo.vae;

import dev.elbo.distribution.LogSum;
import dev.elbo.distribution.Reparameterized;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Draws from q(z|x) itself: of any family to measure, of a reparameterized one to train with the
 * pathwise gradient. The points of an example are S groups of K.
 *
 * <p>The three forms of the gradient differ in two factors on a point with importance weight w
 * (normalized within its group; 1 for K = 1): that of the path and that of the score.
 *
 * <pre>
 *   total                    w,   w
 *   sticking the landing     w,   0
 *   doubly reparameterized   w^2, 0
 * </pre>
 */
final class SampledLatent extends FamilyLatent {
  private final int k;

  SampledLatent(DataType type, Posterior posterior, Objective objective, int batch) {
    super(type, posterior, objective, objective.points(), batch);
    this.k = objective.importanceSamples();
  }

  @Override
  void drawExample(int i) {
    for (int point = 0; point < points(); point++) {
      posterior.family().sample(theta[i], noise[i].at(point), z[i * points() + point]);
    }
  }

  @Override
  void weighExample(int i, double[] logDensity, Annealing now, ElboReceiver sums) {
    int first = i * points();
    double reconstruction = 0;
    double bound = 0;
    double[] units = new double[posterior.units()];
    double[] part = new double[units.length];
    double[] logWeights = new double[k];
    for (int column = first; column < first + points(); column++) {
      reconstruction += logDensity[column] / points();
      weights[column] = 1.0 / points();
      if (!divergence.isClosedForm()) {
        divergence.value(theta[i], z[column], part);
        addShare(part, units);
      }
    }
    if (divergence.isClosedForm()) {
      divergence.value(theta[i], z[first], units);
    }
    double kl = addKl(units, sums);
    if (k == 1 && (divergence.isClosedForm() || now.beta() != 1)) {
      sums.addExample(reconstruction, reconstruction - now.beta() * kl);
      return;
    }
    // The ELBO with a sampled KL is the bound of one sample.
    for (int group = first; group < first + points(); group += k) {
      for (int j = 0; j < k; j++) {
        atSample.value(theta[i], z[group + j], part);
        logWeights[j] = logDensity[group + j] - sum(part);
      }
      bound += normalize(logWeights, group) / objective.samples();
    }
    sums.addExample(reconstruction, bound);
  }

  @Override
  void backwardExample(int i, int m, double[] atInput, Annealing now, double[] atTheta) {
    Reparameterized family = (Reparameterized) posterior.family();
    boolean squared = objective.gradient() == GradientForm.DOUBLY_REPARAMETERIZED && k > 1;
    double score = objective.gradient() == GradientForm.TOTAL ? 1 : 0;
    double beta = k > 1 ? 1 : now.beta();
    for (int point = 0; point < points(); point++) {
      int column = i * points() + point;
      double[] atZ = atZ(column, atInput);
      if (k > 1 || !divergence.isClosedForm()) {
        double[] klWeights = klWeights(beta * weights[column] / m);
        atSample.addGradient(theta[i], z[column], klWeights, score, atTheta, atZ);
      }
      if (squared) {
        double w = weights[column] * objective.samples();
        for (int j = 0; j < atZ.length; j++) {
          atZ[j] *= w;
        }
      }
      family.addPathwise(theta[i], z[column], noise[i].at(point), atZ, atTheta);
    }
    if (k == 1 && divergence.isClosedForm()) {
      divergence.addGradient(
          theta[i], z[i * points()], klWeights(beta / m), 1, atTheta, new double[z[0].length]);
    }
  }

  /** log 1/K sum exp of the log-weights; their shares become the weights of the columns. */
  private double normalize(double[] logWeights, int from) {
    double bound = LogSum.of(logWeights) - Math.log(k);
    for (int j = 0; j < k; j++) {
      weights[from + j] = Math.exp(logWeights[j] - bound) / k / objective.samples();
    }
    return bound;
  }

  private void addShare(double[] part, double[] units) {
    for (int u = 0; u < units.length; u++) {
      units[u] += part[u] / points();
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
