package dev.elbo.vae;

import dev.elbo.estimator.Draw;
import dev.elbo.estimator.Estimator;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains q(z|x) with an estimator of {@code dev.elbo.estimator}: the integrand is log p(x|z),
 * evaluated by the decoder at the points that the estimator asks for. The KL has its own gradient
 * where it is in closed form; else, and in the importance-weighted bound, log q - log p is part of
 * the integrand.
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

  /** Whether the objective is the bound of several samples, whose values are log-weights. */
  private final boolean isBound;

  private final boolean isKlInside;

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
    this.isBound = objective.importanceSamples() > 1;
    this.isKlInside = isBound || !divergence.isClosedForm();
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
    draws[i] = estimator.draw(theta[i], objective.points(), noise[i]);
    System.arraycopy(draws[i].points(), 0, z, i * points(), points());
    for (int point = 0; point < points(); point++) {
      everyColumn |= estimator.needsGradient() && draws[i].weights()[point] == 0;
    }
  }

  @Override
  void weighExample(int i, double[] logDensity, Annealing now, ElboReceiver sums) {
    int first = i * points();
    double reconstruction = 0;
    double[] units = new double[posterior.units()];
    double[] part = new double[units.length];
    for (int point = 0; point < points(); point++) {
      int column = first + point;
      double share = draws[i].weights()[point];
      values[i][point] = logDensity[column];
      // A point that does not count may lie where p(x|z) is 0.
      reconstruction += share == 0 ? 0 : share * logDensity[column];
      if (isKlInside) {
        atSample.value(theta[i], z[column], part);
        for (int u = 0; u < part.length; u++) {
          units[u] += share * part[u];
          values[i][point] -= now.beta() * part[u];
        }
      }
    }
    if (divergence.isClosedForm()) {
      divergence.value(theta[i], z[first], units);
    }
    double kl = addKl(units, sums);
    if (!Arrays.stream(values[i]).allMatch(Double::isFinite)) {
      Arrays.fill(values[i], Double.NaN);
      Arrays.fill(weights, first, first + points(), Double.NaN);
      sums.addExample(Double.NaN, Double.NaN);
      return;
    }
    double value = estimator.value(draws[i], values[i]);
    sums.addExample(reconstruction, isKlInside ? value : value - now.beta() * kl);
    System.arraycopy(estimator.weights(draws[i], values[i]), 0, weights, first, points());
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
    if (isBound) {
      // log q in the log-weights. In the ELBO its gradient has expectation 0.
      for (int column = i * points(); column < (i + 1) * points(); column++) {
        posterior.family().addScore(theta[i], z[column], weights[column] / m, atTheta);
      }
    } else if (!isKlInside) {
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
