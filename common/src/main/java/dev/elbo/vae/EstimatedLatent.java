package dev.elbo.vae;

import dev.elbo.estimator.Draw;
import dev.elbo.estimator.Estimator;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains q(z|x) with an estimator of {@code dev.elbo.estimator}: the integrand is log p(x|z),
 * evaluated by the decoder at the points that the estimator asks for. The KL has its own gradient
 * where it is in closed form; else log q - log p is part of the integrand.
 *
 * <p>Of a relaxed estimator the points are soft, and so are the parts of the ELBO that training
 * reports; validation draws from q itself. The KL is that of the bits and categories, not of their
 * relaxations (Jang, Gu, Poole 2017): no bound while the points are soft.
 */
final class EstimatedLatent extends FamilyLatent {
  private final DoubleFunction<Estimator> byTemperature;
  private final Draw[] draws;
  private final double[][] values;
  private double temperature = Double.NaN;
  private Estimator estimator;
  private boolean everyColumn;

  /**
   * A layer.
   *
   * @param byTemperature the estimator at a temperature
   * @param points that it asks for
   */
  EstimatedLatent(
      DataType type,
      Posterior posterior,
      Objective objective,
      DoubleFunction<Estimator> byTemperature,
      int points,
      int batch) {
    super(type, posterior, objective, points, batch);
    this.byTemperature = byTemperature;
    this.draws = new Draw[batch];
    this.values = new double[batch][points];
  }

  @Override
  void prepare(Annealing now) {
    everyColumn = false;
    if (now.temperature() != temperature) {
      temperature = now.temperature();
      estimator = byTemperature.apply(temperature);
    }
  }

  @Override
  void drawExample(int i) {
    draws[i] = estimator.draw(theta[i], objective.samples(), noise[i]);
    System.arraycopy(draws[i].points(), 0, z, i * points(), points());
    for (int point = 0; point < points(); point++) {
      everyColumn |= estimator.needsGradient() && draws[i].weights()[point] == 0;
    }
  }

  @Override
  void weighExample(int i, double[] logDensity, Annealing now, ElboSums sums) {
    double reconstruction = 0;
    double[] units = new double[posterior.units()];
    double[] part = new double[units.length];
    if (divergence.isClosedForm()) {
      divergence.value(theta[i], z[i * points()], units);
    }
    for (int point = 0; point < points(); point++) {
      int column = i * points() + point;
      double weight = draws[i].weights()[point];
      weights[column] = weight;
      values[i][point] = logDensity[column];
      reconstruction += weight * logDensity[column];
      if (!divergence.isClosedForm()) {
        divergence.value(theta[i], z[column], part);
        for (int u = 0; u < part.length; u++) {
          units[u] += weight * part[u];
          values[i][point] -= now.beta() * part[u];
        }
      }
    }
    double kl = addKl(units, sums);
    sums.addExample(reconstruction, reconstruction - now.beta() * kl);
  }

  @Override
  boolean wantsEveryColumn() {
    return everyColumn;
  }

  @Override
  void backwardExample(int i, int m, double[] atInput, Annealing now, double[] atTheta) {
    double[][] gradients = new double[points()][];
    if (estimator.needsGradient()) {
      for (int point = 0; point < points(); point++) {
        gradients[point] = gradient(i * points() + point, m, atInput);
      }
    }
    double[][] contributions = estimator.contributions(draws[i], values[i], gradients);
    for (double[] contribution : contributions) {
      for (int j = 0; j < atTheta.length; j++) {
        atTheta[j] -= contribution[j] / contributions.length / m;
      }
    }
    // Without a closed form, log q - log p is in the integrand; its own score has expectation 0.
    if (divergence.isClosedForm()) {
      double[] unused = new double[z[0].length];
      divergence.addGradient(
          theta[i], z[i * points()], klWeights(now.beta() / m), 1, atTheta, unused);
    }
  }

  /** d log p(x|z) / d z of a column, from that of the loss. */
  private double[] gradient(int column, int m, double[] atInput) {
    double[] atZ = atZ(column, atInput);
    double scale = -m / (everyColumn ? 1 : weights[column]);
    for (int j = 0; j < atZ.length; j++) {
      atZ[j] *= scale;
    }
    return atZ;
  }
}
