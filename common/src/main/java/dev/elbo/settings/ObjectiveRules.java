package dev.elbo.settings;

import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Divergence;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.latent.Posterior;
import java.util.List;

/** Which latents, objectives and estimators go together. */
final class ObjectiveRules {
  private static final String SAMPLES = "elbo.model.samples";
  private static final String IMPORTANCE = "elbo.model.importance-samples";
  private static final String FREE_BITS = "elbo.model.free-bits";
  private static final String GRADIENT = "elbo.model.gradient";
  private static final String ESTIMATOR = "elbo.model.latent.estimator";

  private ObjectiveRules() {}

  static void check(Latents latents, Objective objective, AnnealingSchedule annealing) {
    Require.atLeast(SAMPLES, 1, objective.samples());
    Require.atLeast(IMPORTANCE, 1, objective.importanceSamples());
    Require.notNegative(FREE_BITS, objective.freeBits());
    estimator(latents, objective);
    bound(objective, annealing);
    gradient(objective);
  }

  private static void estimator(Latents latents, Objective objective) {
    String chosen = objective.estimation().estimator();
    List<String> fitting = Estimators.fitting(latents);
    if (!fitting.contains(chosen)) {
      throw new InvalidSetting(
          ESTIMATOR,
          "[%s] does not work for the family [%s]".formatted(chosen, latents.family()),
          "Use one of " + fitting);
    }
    if (objective.freeBits() > 0
        && !objective.estimation().isPathwise()
        && Divergence.closedForm(Posterior.of(latents)).isEmpty()) {
      throw new InvalidSetting(
          FREE_BITS,
          "[%s] needs a KL of its own, and with [%s] that of [%s] is in the integrand"
              .formatted(objective.freeBits(), chosen, latents.family()),
          "Set it to 0, or use the estimator pathwise");
    }
    int least = Estimators.leastSamples(objective.estimation());
    if (!chosen.equals(Estimators.VIMCO) && objective.samples() < least) {
      throw new InvalidSetting(
          SAMPLES,
          "[%d] is less than the [%d] that the estimator %s compares"
              .formatted(objective.samples(), least, objective.estimation().words()),
          "Give %d or more".formatted(least));
    }
  }

  private static void bound(Objective objective, AnnealingSchedule annealing) {
    int k = objective.importanceSamples();
    boolean vimco = objective.estimation().estimator().equals(Estimators.VIMCO);
    if (vimco && k < 2) {
      throw new InvalidSetting(
          IMPORTANCE, "[%d] is no bound for vimco".formatted(k), "Give 2 or more");
    }
    if (k == 1) {
      return;
    }
    if (!vimco && !objective.estimation().isPathwise()) {
      throw new InvalidSetting(
          IMPORTANCE,
          "[%d] samples need the estimator pathwise or vimco, not [%s]"
              .formatted(k, objective.estimation().estimator()),
          "Set it to 1, or change " + ESTIMATOR);
    }
    if (annealing.beta() != 1 || annealing.warmUpEpochs() > 0 || objective.freeBits() > 0) {
      throw new InvalidSetting(
          IMPORTANCE,
          "[%d] with beta [%s], warm-up-epochs [%s] and free-bits [%s]: the bound has no KL to weigh"
              .formatted(k, annealing.beta(), annealing.warmUpEpochs(), objective.freeBits()),
          "Set it to 1, or leave the three at 1, 0 and 0");
    }
  }

  private static void gradient(Objective objective) {
    if (objective.gradient() == GradientForm.TOTAL) {
      return;
    }
    String word = Choices.name(objective.gradient());
    if (!objective.estimation().isPathwise()) {
      throw new InvalidSetting(
          GRADIENT,
          "[%s] is a form of the pathwise gradient, and the estimator is [%s]"
              .formatted(word, objective.estimation().estimator()),
          "Set it to total");
    }
    if (objective.gradient() == GradientForm.STICKING_THE_LANDING
        && objective.importanceSamples() > 1) {
      throw new InvalidSetting(
          GRADIENT,
          "[%s] is biased with importance-samples [%d]"
              .formatted(word, objective.importanceSamples()),
          "Use doubly-reparameterized");
    }
  }
}
