package dev.elbo.vae;

import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Posterior;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums over examples, in nats, from which the means of {@link ElboParts} and the active units come.
 * Examples are added in a fixed order and sums are merged in the order of shards: a sum of doubles
 * depends on its order.
 */
public final class ElboSums implements ElboReceiver, Serializable {
  private static final long serialVersionUID = 1;

  /**
   * A latent is active if the variance of the center of its posterior over the data is above this.
   */
  public static final double ACTIVE = 0.01;

  private final int latents;
  private long examples;
  private double reconstruction;
  private double objective;
  private final double[] kl;
  private final double[] center;
  private final double[] centerSquare;

  /** Sums over nothing, for a network's latents. */
  public ElboSums(Latents latents) {
    Posterior posterior = Posterior.of(latents);
    this.latents = posterior.latents();
    this.kl = new double[posterior.units()];
    this.center = new double[posterior.inputs()];
    this.centerSquare = new double[center.length];
  }

  @Override
  public void addExample(double logDensity, double itsObjective) {
    examples++;
    reconstruction += logDensity;
    objective += itsObjective;
  }

  @Override
  public void addObjective(double value) {
    objective += value;
  }

  @Override
  public void addKl(int unit, double value) {
    kl[unit] += value;
  }

  @Override
  public void addCenter(int j, double value) {
    center[j] += value;
    centerSquare[j] += value * value;
  }

  /**
   * Adds sums over other examples, in nats.
   *
   * @param count how many examples
   * @param logDensity log p(x|z)
   * @param itsObjective with what the objective of their batches has besides
   * @param kl of each part of the posterior
   * @param centers each number of the center that the decoder reads
   * @param centerSquares their squares
   */
  public void add(
      long count,
      double logDensity,
      double itsObjective,
      double[] kl,
      double[] centers,
      double[] centerSquares) {
    examples += count;
    reconstruction += logDensity;
    objective += itsObjective;
    addTo(this.kl, kl);
    addTo(center, centers);
    addTo(centerSquare, centerSquares);
  }

  /** Adds the sums over other examples. */
  public void add(ElboSums other) {
    add(
        other.examples,
        other.reconstruction,
        other.objective,
        other.kl,
        other.center,
        other.centerSquare);
  }

  private static void addTo(double[] sums, double[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others[i];
    }
  }

  /** How many examples were added. */
  public long examples() {
    return examples;
  }

  /**
   * Means per example, the objective with free bits on the mean KL over all of them.
   *
   * @param beta the weight of the KL
   * @param freeBits a latent, in nats
   */
  public ElboParts parts(double beta, double freeBits) {
    double raised = 0;
    for (double part : klPerUnit()) {
      raised += Math.max(0, freeBits - part);
    }
    ElboParts plain = parts();
    return freeBits > 0
        ? new ElboParts(plain.reconstruction(), plain.kl(), plain.objective() - beta * raised)
        : plain;
  }

  /** Means per example. */
  public ElboParts parts() {
    double meanKl = 0;
    for (double part : kl) {
      meanKl += part / examples;
    }
    return new ElboParts(reconstruction / examples, meanKl, objective / examples);
  }

  /**
   * The KL of each part that it has, a mean per example in nats: one a latent, or one in all for a
   * joint posterior.
   */
  public double[] klPerUnit() {
    double[] result = new double[kl.length];
    for (int u = 0; u < kl.length; u++) {
      result[u] = kl[u] / examples;
    }
    return result;
  }

  /**
   * Var_x of the center of q(z|x), as the decoder reads it, of each latent; summed over the numbers
   * of a latent that has several (a category, an angle).
   */
  public double[] centerVariancePerLatent() {
    double[] result = new double[latents];
    int width = center.length / latents;
    for (int j = 0; j < center.length; j++) {
      double m = center[j] / examples;
      result[j / width] += centerSquare[j] / examples - m * m;
    }
    return result;
  }

  /** The number of latents with a variance above {@link #ACTIVE} (Burda et al. 2016, section 5). */
  public int activeUnits() {
    return (int) Arrays.stream(centerVariancePerLatent()).filter(v -> v > ACTIVE).count();
  }
}
