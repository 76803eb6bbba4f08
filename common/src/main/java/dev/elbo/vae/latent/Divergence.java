package dev.elbo.vae.latent;

import dev.elbo.distribution.ClosedFormKl;
import dev.elbo.distribution.Family;
import dev.elbo.distribution.Independent;
import dev.elbo.distribution.Reparameterized;
import java.util.Optional;

/**
 * KL(q(z|x) || p(z)) of one example in parts, one for each independent event of z (one in all for a
 * joint z), with gradients.
 */
public abstract class Divergence {
  /** q of one event. */
  protected final Family event;

  /** p of one event. */
  protected final Family priorEvent;

  private final Posterior posterior;

  /** The parts of a posterior. */
  protected Divergence(Posterior posterior) {
    this.posterior = posterior;
    boolean independent = posterior.family() instanceof Independent;
    this.event = independent ? ((Independent) posterior.family()).event() : posterior.family();
    this.priorEvent = independent ? ((Independent) posterior.prior()).event() : posterior.prior();
  }

  /** In closed form, if q and p have one. */
  public static Optional<Divergence> closedForm(Posterior posterior) {
    Sampled parts = new Sampled(posterior);
    return parts.event.klTo(parts.priorEvent).map(kl -> new Closed(posterior, kl));
  }

  /** log q(z|x) - log p(z) at the sample: unbiased, and of either sign. */
  public static Divergence monteCarlo(Posterior posterior) {
    return new Sampled(posterior);
  }

  /** True if z plays no part. */
  public abstract boolean isClosedForm();

  /**
   * The parts.
   *
   * @param z a sample from theta
   * @param units receives them, [units], in nats
   */
  public final void value(double[] theta, double[] z, double[] units) {
    for (int u = 0; u < units.length; u++) {
      units[u] = part(theta(theta, u), priorTheta(u), z(z, u));
    }
  }

  /**
   * Adds the gradient of sum_u weight_u part_u.
   *
   * @param weights [units]
   * @param scoreShare the share of the score term that is kept: 1, or 0 for the path alone
   * @param atTheta d / d theta at fixed z, [parameters]
   * @param atZ d / d z, [size of z]
   */
  public final void addGradient(
      double[] theta,
      double[] z,
      double[] weights,
      double scoreShare,
      double[] atTheta,
      double[] atZ) {
    for (int u = 0; u < weights.length; u++) {
      if (weights[u] == 0) {
        continue;
      }
      double[] ofTheta = new double[event.parameterCount()];
      double[] ofZ = new double[event.size()];
      addPart(theta(theta, u), priorTheta(u), z(z, u), weights[u], scoreShare, ofTheta, ofZ);
      if (posterior.family() instanceof Independent independent) {
        independent.addGradient(ofTheta, u, atTheta);
      } else {
        add(ofTheta, atTheta, 0);
      }
      add(ofZ, atZ, u * ofZ.length);
    }
  }

  abstract double part(double[] theta, double[] prior, double[] z);

  abstract void addPart(
      double[] theta,
      double[] prior,
      double[] z,
      double weight,
      double scoreShare,
      double[] atTheta,
      double[] atZ);

  private double[] theta(double[] theta, int u) {
    return posterior.family() instanceof Independent independent
        ? independent.theta(theta, u)
        : theta;
  }

  private double[] priorTheta(int u) {
    return posterior.family() instanceof Independent
        ? ((Independent) posterior.prior()).theta(posterior.priorTheta(), u)
        : posterior.priorTheta();
  }

  private double[] z(double[] z, int u) {
    return posterior.family() instanceof Independent independent ? independent.event(z, u) : z;
  }

  private static void add(double[] source, double[] target, int from) {
    for (int i = 0; i < source.length; i++) {
      target[from + i] += source[i];
    }
  }

  private static final class Closed extends Divergence {
    private final ClosedFormKl kl;

    Closed(Posterior posterior, ClosedFormKl kl) {
      super(posterior);
      this.kl = kl;
    }

    @Override
    public boolean isClosedForm() {
      return true;
    }

    @Override
    double part(double[] theta, double[] prior, double[] z) {
      return kl.value(theta, prior, new double[theta.length]);
    }

    @Override
    void addPart(
        double[] theta,
        double[] prior,
        double[] z,
        double weight,
        double scoreShare,
        double[] atTheta,
        double[] atZ) {
      double[] gradient = new double[theta.length];
      kl.value(theta, prior, gradient);
      for (int j = 0; j < gradient.length; j++) {
        atTheta[j] += weight * gradient[j];
      }
    }
  }

  private static final class Sampled extends Divergence {
    Sampled(Posterior posterior) {
      super(posterior);
    }

    @Override
    public boolean isClosedForm() {
      return false;
    }

    @Override
    double part(double[] theta, double[] prior, double[] z) {
      return event.logDensity(theta, z) - priorEvent.logDensity(prior, z);
    }

    @Override
    void addPart(
        double[] theta,
        double[] prior,
        double[] z,
        double weight,
        double scoreShare,
        double[] atTheta,
        double[] atZ) {
      if (scoreShare != 0) {
        event.addScore(theta, z, weight * scoreShare, atTheta);
      }
      if (event instanceof Reparameterized q && priorEvent instanceof Reparameterized p) {
        q.addSlope(theta, z, weight, atZ);
        p.addSlope(prior, z, -weight, atZ);
      }
    }
  }
}
