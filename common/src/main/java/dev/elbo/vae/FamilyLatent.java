package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.distribution.Parameter;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Divergence;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The latent layer over any family, an example at a time: parameters through the link, points, and
 * the sums of the ELBO or of the importance-weighted bound.
 *
 * <pre>
 *   K = 1:  reconstruction - beta * KL, a mean over the samples
 *   K > 1:  log 1/K sum_k w_k,  log w_k = log p(x|z_k) + log p(z_k) - log q(z_k|x)
 * </pre>
 */
abstract class FamilyLatent extends LatentLayer {
  protected final Posterior posterior;
  protected final Objective objective;

  /** The KL that is reported and, for K = 1, optimized. */
  protected final Divergence divergence;

  /** log q - log p, of which importance weights are made. */
  protected final Divergence atSample;

  protected final FreeBits freeBits;

  /** [batch, outputs of the heads]. */
  protected final double[][] raw;

  /** [batch, parameters]. */
  protected final double[][] theta;

  /** [columns, size of z]. */
  protected final double[][] z;

  /** Of the columns. */
  protected final double[] weights;

  protected final Noise[] noise;
  private final double[] view;

  /**
   * False for an example whose encoding the family refused: its ELBO is NaN, and if it was trained
   * on, training diverged.
   */
  private final boolean[] finite;

  FamilyLatent(DataType type, Posterior posterior, Objective objective, int points, int batch) {
    super(type, posterior.inputs(), points, batch);
    int parameters = posterior.family().parameterCount();
    this.posterior = posterior;
    this.objective = objective;
    this.atSample = Divergence.monteCarlo(posterior);
    this.divergence =
        objective.kl() == KlForm.AUTO && objective.gradient() == GradientForm.TOTAL
            ? Divergence.closedForm(posterior).orElse(atSample)
            : atSample;
    this.freeBits = new FreeBits(objective.freeBits(), posterior.units());
    this.raw = new double[batch][posterior.outputs()];
    this.theta = new double[batch][parameters];
    this.z = new double[batch * points][posterior.family().size()];
    this.weights = new double[batch * points];
    this.noise = new Noise[batch];
    this.finite = new boolean[batch];
    this.view = new double[batch * points * posterior.inputs()];
  }

  @Override
  final void draw(double[][] heads, Noise[] keys, int m, Annealing now) {
    prepare(now);
    System.arraycopy(keys, 0, noise, 0, m);
    for (int i = 0; i < m; i++) {
      gather(heads, i);
      finite[i] = Arrays.stream(raw[i]).allMatch(Double::isFinite) && isLinked(i) && isDrawn(i);
      int first = i * points();
      if (!finite[i]) {
        Arrays.fill(view, first * width(), (first + points()) * width(), Double.NaN);
        continue;
      }
      for (int column = first; column < first + points(); column++) {
        posterior.view().apply(z[column], view, column * width());
      }
    }
    set(view, m * points());
  }

  @Override
  final void weigh(double[] logDensity, int count, Annealing now, ElboReceiver sums) {
    freeBits.reset();
    for (int i = 0; i < count; i++) {
      finite[i] = finite[i] && isWeighed(i, logDensity, now, sums);
      if (!finite[i]) {
        sums.addExample(Double.NaN, Double.NaN);
      }
    }
    sums.addObjective(-now.beta() * freeBits.settle(count));
  }

  @Override
  final double logRatio(int example) {
    if (!finite[example]) {
      return Double.NaN;
    }
    double[] units = new double[posterior.units()];
    atSample.value(theta[example], z[example * points()], units);
    return Arrays.stream(units).sum();
  }

  @Override
  final double weight(int column) {
    return weights[column];
  }

  @Override
  final void backward(Matrix[] headGradients, int m, Annealing now) {
    double[] atInput = readGradient(m);
    double[][] atHeads = new double[headGradients.length][];
    List<Integer> widths = posterior.heads().stream().map(Parameter::length).toList();
    for (int h = 0; h < atHeads.length; h++) {
      atHeads[h] = new double[m * widths.get(h)];
    }
    double[] atRaw = new double[posterior.outputs()];
    boolean hasDiverged = IntStream.range(0, m).anyMatch(i -> !finite[i]);
    for (int i = 0; !hasDiverged && i < m; i++) {
      double[] atTheta = new double[posterior.family().parameterCount()];
      backwardExample(i, m, atInput, now, atTheta);
      posterior.link().backward(raw[i], theta[i], atTheta, atRaw);
      int at = 0;
      for (int h = 0; h < atHeads.length; h++) {
        System.arraycopy(atRaw, at, atHeads[h], i * widths.get(h), widths.get(h));
        at += widths.get(h);
      }
    }
    for (int h = 0; h < atHeads.length; h++) {
      headGradients[h].write(0, atHeads[h], atHeads[h].length);
    }
  }

  /** Before the points of a batch are drawn. */
  void prepare(Annealing now) {}

  /** Fills the points of example i, from column i * points on. */
  abstract void drawExample(int i);

  /** Adds example i to the sums and settles its columns' weights. */
  abstract void weighExample(int i, double[] logDensity, Annealing now, ElboReceiver sums);

  /**
   * Adds d loss / d theta of example i.
   *
   * @param atInput d loss / d input of all columns
   */
  abstract void backwardExample(int i, int m, double[] atInput, Annealing now, double[] atTheta);

  /** d loss / d z of a column, through the view. */
  final double[] atZ(int column, double[] atInput) {
    double[] atZ = new double[z[column].length];
    posterior.view().backward(z[column], atInput, column * width(), atZ);
    return atZ;
  }

  /** Adds the KL of an example in parts; returns their sum. */
  final double addKl(double[] units, ElboReceiver sums) {
    double sum = 0;
    for (int u = 0; u < units.length; u++) {
      sums.addKl(u, units[u]);
      freeBits.add(u, units[u]);
      sum += units[u];
    }
    return sum;
  }

  /** The weights of the parts of the KL in the loss of a batch. */
  final double[] klWeights(double weight) {
    double[] result = new double[posterior.units()];
    for (int u = 0; u < result.length; u++) {
      result[u] = freeBits.isFree(u) ? 0 : weight;
    }
    return result;
  }

  private boolean isDrawn(int i) {
    try {
      drawExample(i);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** False where the family has no density left, as a flow whose gates overflow. */
  private boolean isWeighed(int i, double[] logDensity, Annealing now, ElboReceiver sums) {
    try {
      sums.addCenters(posterior.code(theta[i]));
      weighExample(i, logDensity, now, sums);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** False where the encoder went so far that its parameters are none, such as a scale of 0. */
  private boolean isLinked(int i) {
    posterior.link().apply(raw[i], theta[i]);
    try {
      posterior.family().check(theta[i]);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void gather(double[][] heads, int i) {
    int at = 0;
    for (int h = 0; h < heads.length; h++) {
      int width = posterior.heads().get(h).length();
      System.arraycopy(heads[h], i * width, raw[i], at, width);
      at += width;
    }
  }
}
