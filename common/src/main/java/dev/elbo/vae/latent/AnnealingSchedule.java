package dev.elbo.vae.latent;

import dev.elbo.distribution.TemperatureSchedule;
import java.io.Serializable;

/**
 * How the objective changes over training.
 *
 * @param beta the weight of the KL after the warm-up, at least 0
 * @param warmUpEpochs over which it rises linearly from 0; may be a fraction
 * @param temperature of relaxed discrete latents
 */
public record AnnealingSchedule(double beta, double warmUpEpochs, TemperatureSchedule temperature)
    implements Serializable {

  /** A fixed weight of the KL. */
  public static AnnealingSchedule beta(double beta) {
    return new AnnealingSchedule(beta, 0, TemperatureSchedule.constant(1));
  }

  /**
   * The weights of a step.
   *
   * @param epochs that have gone by, with the part of the current one
   * @param step counted from 0
   */
  public Annealing at(double epochs, long step) {
    double share = warmUpEpochs > 0 ? Math.min(1, epochs / warmUpEpochs) : 1;
    return new Annealing(beta * share, temperature.at(step));
  }
}
