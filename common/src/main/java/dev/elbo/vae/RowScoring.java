package dev.elbo.vae;

import dev.elbo.distribution.LogSum;
import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.likelihood.RowLikelihood;
import java.util.Arrays;

/**
 * Scores one encoded batch, a draw of all its rows at a time: memory does not grow with the draws.
 * Always the whole batch, the last row standing in for those that are missing, so that the bits of
 * a row do not depend on how many came with it.
 */
final class RowScoring {
  private final Network network;
  private final ScoreRequest request;
  private final Rows rows;
  private final int count;
  private final Noise[] noise;
  private final RowLikelihood likelihood;
  private final int features;
  private final double[] reconstruction;
  private final double[] ceilings;
  private final double[] deviance;
  private final double[] kl;
  private final double[] logWeights;
  private final double[] contributions;
  private double[] drawn = {};

  /**
   * Scoring of a batch.
   *
   * @param network that has encoded it
   * @param rows of which the first {@code count} are scored
   * @param noise a key for each row
   */
  RowScoring(Network network, ScoreRequest request, Rows rows, int count, Noise[] noise) {
    this.network = network;
    this.request = request;
    this.rows = rows;
    this.count = count;
    this.noise = noise;
    this.likelihood = network.rowLikelihood();
    this.features = network.architecture().features();
    boolean isMeasured = request.wanted().stream().anyMatch(RowScore::isAveraged);
    this.reconstruction = new double[isMeasured ? count : 0];
    this.kl = new double[isMeasured ? count : 0];
    this.logWeights = room(RowScore.LOG_LIKELIHOOD, request.samples());
    this.ceilings = new double[features];
    this.deviance = room(RowScore.DEVIANCE, 1);
    RowScore ofFeatures =
        request.wants(RowScore.DEVIANCE_CONTRIBUTION)
            ? RowScore.DEVIANCE_CONTRIBUTION
            : RowScore.CONTRIBUTION;
    this.contributions = room(ofFeatures, features);
  }

  /** Everything that was asked for. */
  RowScores run() {
    PosteriorReader posterior = network.posteriorReader();
    double[][] heads = network.posteriorOutputs();
    boolean isCentered = request.wants(RowScore.CENTER) || request.wants(RowScore.MEAN);
    double[] centers = isCentered ? posterior.centers(heads, count) : new double[0];
    double[] codes = request.wants(RowScore.CODE) ? posterior.codes(heads, count) : new double[0];
    double[] variances =
        request.wants(RowScore.VARIANCE) ? posterior.variances(heads, count) : new double[0];
    double[] means = request.wants(RowScore.MEAN) ? means(centers) : new double[0];
    for (int k = 0; k < request.draws(); k++) {
      draw(heads, k);
    }
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] /= request.samples();
    }
    return new RowScores(
        centers,
        codes,
        variances,
        means,
        reconstruction,
        deviance,
        kl,
        logLikelihood(),
        contributions,
        drawn);
  }

  private void draw(double[][] heads, int k) {
    network.draw(heads, keys(k));
    if (request.wants(RowScore.DRAW) && k == 0) {
      drawn = draws(network.likelihoodOutputs());
    }
    if (reconstruction.length == 0) {
      return;
    }
    Measured measured = new Measured(k);
    double[] logDensity = network.measureDrawn(count, measured);
    for (int i = 0; logWeights.length > 0 && i < count; i++) {
      logWeights[i * request.samples() + k] = logDensity[i] - network.logRatio(i);
    }
    if (deviance.length + contributions.length > 0) {
      addFeatures(network.likelihoodOutputs(), logDensity, k);
    }
  }

  /** Draw 0 is the one of validation. */
  private Noise[] keys(int k) {
    Noise[] keys = new Noise[network.batch()];
    for (int i = 0; i < keys.length; i++) {
      Noise own = noise[Math.min(i, count - 1)];
      keys[i] = k == 0 ? own : own.split(Noise.Use.POSTERIOR).at(k);
    }
    return keys;
  }

  private double[] means(double[] centers) {
    int size = network.codeSize();
    double[] all = Arrays.copyOf(centers, network.batch() * size);
    for (int i = count; i < network.batch(); i++) {
      System.arraycopy(centers, (count - 1) * size, all, i * size, size);
    }
    return Arrays.copyOf(network.decode(all, network.batch()), count * features);
  }

  private double[] draws(double[][] outputs) {
    double[] result = new double[count * features];
    for (int i = 0; i < count; i++) {
      Noise own = noise[i].split(Noise.Use.OBSERVATION);
      likelihood.sample(outputs, i, own, result, i * features);
    }
    return result;
  }

  /** What needs every feature of its own. Ceilings stay 0 where nobody asked for a deviance. */
  private void addFeatures(double[][] outputs, double[] logDensity, int k) {
    boolean isDeviance = deviance.length > 0 || request.wants(RowScore.DEVIANCE_CONTRIBUTION);
    float[] x = new float[features];
    double[] terms = new double[features];
    for (int i = 0; i < count; i++) {
      rows.copy(i, x);
      if (isDeviance) {
        likelihood.ceilings(x, outputs, i, ceilings);
      }
      if (deviance.length > 0) {
        double below = Arrays.stream(ceilings).sum() - logDensity[i];
        deviance[i] += (below - deviance[i]) / (k + 1);
      }
      if (contributions.length > 0) {
        likelihood.terms(x, outputs, i, terms);
        for (int j = 0; j < features; j++) {
          contributions[i * features + j] += ceilings[j] - terms[j];
        }
      }
    }
  }

  private double[] logLikelihood() {
    int k = request.samples();
    double[] result = room(RowScore.LOG_LIKELIHOOD, 1);
    for (int i = 0; i < result.length; i++) {
      double[] ofRow = RowScores.of(i, logWeights, k);
      boolean isKnown = Arrays.stream(ofRow).noneMatch(Double::isNaN);
      result[i] = isKnown ? LogSum.of(ofRow) - Math.log(k) : Double.NaN;
    }
    return result;
  }

  private double[] room(RowScore score, int width) {
    return new double[request.wants(score) ? Math.multiplyExact(count, width) : 0];
  }

  /** Takes the parts of one draw into the means over all of them. */
  private final class Measured implements ElboReceiver {
    private final int k;
    private double sum;
    private int at;

    Measured(int k) {
      this.k = k;
    }

    @Override
    public void addKl(int unit, double value) {
      sum += value;
    }

    @Override
    public void addCenter(int j, double value) {
      // Of the posterior, not of a draw.
    }

    @Override
    public void addExample(double logDensity, double itsObjective) {
      // A running mean of equal numbers is that number to the bit, as of a KL in closed form.
      reconstruction[at] += (logDensity - reconstruction[at]) / (k + 1);
      // A row without an encoding has no KL either.
      kl[at] += ((Double.isNaN(logDensity) ? Double.NaN : sum) - kl[at]) / (k + 1);
      sum = 0;
      at++;
    }

    @Override
    public void addObjective(double value) {
      // Of the batch, not of a row.
    }
  }

  /** The log-density of every row under the last draw is measured with these settings. */
  static final Annealing PLAIN = Annealing.beta(1);
}
