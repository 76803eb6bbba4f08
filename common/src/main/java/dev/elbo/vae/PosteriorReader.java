package dev.elbo.vae;

import dev.elbo.distribution.Parameter;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads q(z|x) off the encoder's heads. It belongs to one thread. */
final class PosteriorReader {
  private final Posterior posterior;
  private final List<Parameter> heads;
  private final double[] raw;
  private final double[] theta;

  PosteriorReader(Posterior posterior) {
    this.posterior = posterior;
    this.heads = posterior.heads();
    this.raw = new double[posterior.outputs()];
    this.theta = new double[posterior.family().parameterCount()];
  }

  /**
   * The centers.
   *
   * @param outputs of the heads, [.., width] row by row
   * @param m rows
   * @return [m, size of z] row by row
   */
  double[] centers(double[][] outputs, int m) {
    return each(outputs, m, posterior.family()::center);
  }

  /** The variances, as {@link #centers}. */
  double[] variances(double[][] outputs, int m) {
    return each(outputs, m, parameters -> posterior.family().variance(parameters).orElse(none()));
  }

  private double[] each(double[][] outputs, int m, Function<double[], double[]> moment) {
    int size = posterior.family().size();
    double[] result = new double[m * size];
    for (int i = 0; i < m; i++) {
      int at = 0;
      for (int h = 0; h < outputs.length; h++) {
        int width = heads.get(h).length();
        System.arraycopy(outputs[h], i * width, raw, at, width);
        at += width;
      }
      posterior.link().apply(raw, theta);
      System.arraycopy(orNone(moment), 0, result, i * size, size);
    }
    return result;
  }

  /** NaN where the encoder went so far that its parameters are none, such as a scale of 0. */
  private double[] orNone(Function<double[], double[]> moment) {
    try {
      return moment.apply(theta);
    } catch (IllegalArgumentException e) {
      return none();
    }
  }

  private double[] none() {
    double[] none = new double[posterior.family().size()];
    Arrays.fill(none, Double.NaN);
    return none;
  }
}
