package dev.elbo.vae;

import java.util.Arrays;

/**
 * What was computed of each row of a batch; arrays of what nobody asked for are empty.
 *
 * @param centers of q(z|x), [rows, size of z] row by row
 * @param codes what the decoder reads of the centers, [rows, inputs of the decoder] row by row
 * @param variances of q(z|x), [rows, size of z] row by row
 * @param means E[x|z] at the center, as the network sees x, [rows, features] row by row
 * @param reconstruction the mean of log p(x|z) over the draws, [rows], in nats
 * @param deviance the mean over the draws of how far log p(x|z) stays below its ceiling, [rows], in
 *     nats
 * @param kl KL(q(z|x) || p(z)), [rows], in nats
 * @param logLikelihood the importance-weighted bound on log p(x), [rows], in nats
 * @param contributions of features to minus the reconstruction, or to the deviance, [rows,
 *     features] row by row, in nats
 * @param draws of x, as the network sees it, [rows, features] row by row
 */
public record RowScores(
    double[] centers,
    double[] codes,
    double[] variances,
    double[] means,
    double[] reconstruction,
    double[] deviance,
    double[] kl,
    double[] logLikelihood,
    double[] contributions,
    double[] draws) {

  /** The ELBO of a row whose reconstruction and KL were asked for, in nats. */
  public double elbo(int row) {
    return reconstruction[row] - kl[row];
  }

  /**
   * The numbers of one row.
   *
   * @param values of all rows, of which each has {@code width}
   */
  public static double[] of(int row, double[] values, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
