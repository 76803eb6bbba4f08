package dev.elbo.vae;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums over examples, in nats, from which the means of {@link ElboParts} and the active units come.
 * Examples are added in a fixed order and sums are merged in the order of shards: a sum of doubles
 * depends on its order.
 */
public final class ElboSums implements Serializable {
  private static final long serialVersionUID = 1;

  /** A latent is active if the variance of its posterior mean over the data is above this. */
  public static final double ACTIVE = 0.01;

  private long examples;
  private double reconstruction;
  private final double[] kl;
  private final double[] mean;
  private final double[] meanSquare;

  /** Sums over nothing. */
  public ElboSums(int latent) {
    kl = new double[latent];
    mean = new double[latent];
    meanSquare = new double[latent];
  }

  void addReconstruction(double logDensity) {
    examples++;
    reconstruction += logDensity;
  }

  void addLatent(int j, double klOfLatent, double posteriorMean) {
    kl[j] += klOfLatent;
    mean[j] += posteriorMean;
    meanSquare[j] += posteriorMean * posteriorMean;
  }

  /** Adds the sums over other examples. */
  public void add(ElboSums other) {
    examples += other.examples;
    reconstruction += other.reconstruction;
    for (int j = 0; j < kl.length; j++) {
      kl[j] += other.kl[j];
      mean[j] += other.mean[j];
      meanSquare[j] += other.meanSquare[j];
    }
  }

  /** How many examples were added. */
  public long examples() {
    return examples;
  }

  /** Means per example; the objective weighs the KL by {@code beta}. */
  public ElboParts parts(double beta) {
    double meanReconstruction = reconstruction / examples;
    double meanKl = 0;
    for (double part : kl) {
      meanKl += part / examples;
    }
    return new ElboParts(meanReconstruction, meanKl, meanReconstruction - beta * meanKl);
  }

  /** The KL of each latent, a mean per example in nats. */
  public double[] klPerLatent() {
    double[] result = new double[kl.length];
    for (int j = 0; j < kl.length; j++) {
      result[j] = kl[j] / examples;
    }
    return result;
  }

  /** Var_x E[z|x] of each latent. */
  public double[] meanVariancePerLatent() {
    double[] result = new double[kl.length];
    for (int j = 0; j < kl.length; j++) {
      double m = mean[j] / examples;
      result[j] = meanSquare[j] / examples - m * m;
    }
    return result;
  }

  /** The number of latents with Var_x E[z|x] above {@link #ACTIVE} (Burda et al. 2016, sec. 5). */
  public int activeUnits() {
    return (int) Arrays.stream(meanVariancePerLatent()).filter(v -> v > ACTIVE).count();
  }
}
