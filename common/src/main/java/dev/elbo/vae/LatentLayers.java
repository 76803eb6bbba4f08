package dev.elbo.vae;

import dev.elbo.distribution.Family;
import dev.elbo.estimator.Arm;
import dev.elbo.estimator.Baseline;
import dev.elbo.estimator.DisArm;
import dev.elbo.estimator.Estimator;
import dev.elbo.estimator.GumbelSoftmax;
import dev.elbo.estimator.Rebar;
import dev.elbo.estimator.RunningBaseline;
import dev.elbo.estimator.ScoreFunction;
import dev.elbo.estimator.StraightThrough;
import dev.elbo.estimator.Vimco;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;

/** The latent layer for a latent space and an objective. */
final class LatentLayers {
  /** Of the running baseline: it looks back over some tens of examples. */
  private static final double DECAY = 0.98;

  private LatentLayers() {}

  static LatentLayer of(
      DataType type, Latents latents, Posterior posterior, Objective objective, int batch) {
    Estimation estimation = objective.estimation();
    if (objective.isTextbook(latents)) {
      return new GaussianLatent(type, latents.dimension(), objective.freeBits(), batch);
    }
    if (estimation.isPathwise()) {
      return new SampledLatent(type, posterior, objective, batch);
    }
    DoubleFunction<Estimator> byTemperature = byTemperature(objective, posterior.family());
    int points = points(posterior, objective);
    return new EstimatedLatent(type, posterior, objective, byTemperature, points, batch);
  }

  /** Columns of the decoder for an example. */
  static int points(Posterior posterior, Objective objective) {
    return objective.estimation().isPathwise()
        ? objective.points()
        : byTemperature(objective, posterior.family()).apply(1).points(objective.points());
  }

  private static DoubleFunction<Estimator> byTemperature(Objective objective, Family family) {
    Estimation estimation = objective.estimation();
    return switch (estimation.estimator()) {
      case "gumbel-softmax" -> temperature -> GumbelSoftmax.soft(family, temperature);
      case "gumbel-softmax-hard" -> temperature -> GumbelSoftmax.hard(family, temperature);
      case "rebar" ->
          temperature ->
              objective.samples() > 1
                  ? Rebar.fitted(family, temperature)
                  : Rebar.fixed(family, temperature, 1);
      case "straight-through" -> always(new StraightThrough(family));
      case Estimators.VIMCO -> always(new Vimco(family));
      case "arm" -> always(new Arm(family));
      case "disarm" -> always(new DisArm(family));
      case "score-function" -> always(new ScoreFunction(family, baseline(estimation.baseline())));
      default ->
          throw new IllegalArgumentException(
              "Cannot estimate a gradient: there is no estimator [%s]. Use one of %s."
                  .formatted(estimation.estimator(), Estimators.NAMES));
    };
  }

  private static DoubleFunction<Estimator> always(Estimator estimator) {
    return temperature -> estimator;
  }

  private static Baseline baseline(String name) {
    return switch (name) {
      case "none" -> Baseline.none();
      case "mean" -> Baseline.mean();
      case "running" -> RunningBaseline.centered(DECAY);
      case "optimal" -> Baseline.optimal();
      case "leave-one-out" -> Baseline.leaveOneOut();
      default ->
          throw new IllegalArgumentException(
              "Cannot estimate a gradient: there is no baseline [%s]. Use one of %s."
                  .formatted(name, Estimators.BASELINES));
    };
  }
}
