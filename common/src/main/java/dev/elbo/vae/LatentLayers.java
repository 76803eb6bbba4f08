package dev.elbo.vae;

import dev.elbo.estimator.Baseline;
import dev.elbo.estimator.Estimator;
import dev.elbo.estimator.RunningBaseline;
import dev.elbo.estimator.ScoreFunction;
import dev.elbo.vae.latent.Estimation;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import org.nd4j.linalg.api.buffer.DataType;

/** The latent layer for a latent space and an objective. */
final class LatentLayers {
  private LatentLayers() {}

  static LatentLayer of(
      DataType type, Latents latents, Posterior posterior, Objective objective, int batch) {
    if (isTextbook(latents, objective)) {
      return new GaussianLatent(type, latents.dimension(), objective.freeBits(), batch);
    }
    return new SampledLatent(type, posterior, objective, batch);
  }

  /** What the fused layer computes. */
  private static boolean isTextbook(Latents latents, Objective objective) {
    return latents.family().equals("normal")
        && latents.prior().isEmpty()
        && objective.points() == 1
        && objective.kl() == KlForm.AUTO
        && objective.gradient() == GradientForm.TOTAL
        && objective.estimation().isPathwise();
  }
}
