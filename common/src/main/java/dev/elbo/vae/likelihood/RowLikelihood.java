package dev.elbo.vae.likelihood;

import dev.elbo.distribution.Noise;
import java.util.List;

/**
 * p(x|z) of whole rows of a known width. Outputs of the decoder come as one array a head, example
 * after example. It keeps scratch memory: one thread at a time.
 */
public interface RowLikelihood {

  /** The heads in the order of the parameter vector, each with its outputs for a row. */
  List<Head> heads();

  /**
   * log p(x|z) of one row, and its gradient.
   *
   * @param x the row, [features]
   * @param outputs of each head, [.., width] example by example
   * @param example the one that explains the row
   * @param gradients receives d log p / d output at the places of the outputs
   * @return log p(x|z), in nats
   */
  double logDensity(float[] x, double[][] outputs, int example, double[][] gradients);

  /**
   * log p(x_j|z) of each feature, which sum to {@link #logDensity}.
   *
   * @param terms receives them, [features], in nats; 0 where x_j is NaN
   */
  void terms(float[] x, double[][] outputs, int example, double[] terms);

  /**
   * The {@link ColumnLikelihood#ceiling} of each feature.
   *
   * @param ceilings receives them, [features], in nats; 0 where x_j is NaN
   * @throws UnsupportedOperationException if there is none
   */
  void ceilings(float[] x, double[][] outputs, int example, double[] ceilings);

  /**
   * E[x|z], or what a law shows in its place.
   *
   * @param target receives a value a feature from position {@code at}
   */
  void mean(double[][] outputs, int example, double[] target, int at);

  /**
   * A draw of x.
   *
   * @param noise of this row
   * @param target receives a value a feature from position {@code at}
   */
  void sample(double[][] outputs, int example, Noise noise, double[] target, int at);
}
