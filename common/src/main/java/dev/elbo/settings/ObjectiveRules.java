package dev.elbo.settings;

import dev.elbo.vae.latent.AnnealingSchedule;
import dev.elbo.vae.latent.Divergence;
import dev.elbo.vae.latent.Estimators;
import dev.elbo.vae.latent.GradientForm;
import dev.elbo.vae.latent.KlForm;
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
  private static final String KL = "elbo.model.latent.kl";
  private static final String ESTIMATOR = "elbo.model.latent.estimator";

  /** Each takes the memory of a whole decoder pass. */
  private static final long MOST_POINTS = 100_000;

  private ObjectiveRules() {}

  static void check(Latents latents, Objective objective, AnnealingSchedule annealing) {
    Require.atLeast(SAMPLES, 1, objective.samples());
    Require.atLeast(IMPORTANCE, 1, objective.importanceSamples());
    if ((long) objective.samples() * objective.importanceSamples() > MOST_POINTS) {
      throw new InvalidSetting(
          objective.samples() > objective.importanceSamples() ? SAMPLES : IMPORTANCE,
          "[%d] times [%d] samples an example are more than [%d]"
              .formatted(objective.samples(), objective.importanceSamples(), MOST_POINTS),
          "Give fewer");
    }
    Require.notNegative(FREE_BITS, objective.freeBits());
    estimator(latents, objective);
    bound(objective, annealing);
    gradient(latents, objective);
    leastSamples(objective);
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
    boolean isKlInside =
        objective.kl() == KlForm.MONTE_CARLO
            || Divergence.closedForm(Posterior.of(latents)).isEmpty();
    if (objective.kl() == KlForm.MONTE_CARLO && Estimators.THROUGH_BITS.contains(chosen)) {
      throw new InvalidSetting(
          KL,
          "[monte-carlo] has no gradient through the soft or straight-through samples of [%s]"
              .formatted(chosen),
          "Set it to auto");
    }
    if (objective.freeBits() > 0 && !objective.estimation().isPathwise() && isKlInside) {
      throw new InvalidSetting(
          FREE_BITS,
          "[%s] needs a KL of its own, and with [%s] that of [%s] is in the integrand"
              .formatted(objective.freeBits(), chosen, latents.family()),
          "Set it to 0, or use the estimator pathwise");
    }
  }

  private static void bound(Objective objective, AnnealingSchedule annealing) {
    int k = objective.importanceSamples();
    boolean vimco = objective.estimation().estimator().equals(Estimators.VIMCO);
    if (vimco && k < 2) {
      throw new InvalidSetting(
          IMPORTANCE, "[%d] is no bound for vimco".formatted(k), "Give 2 or more");
    }
    if (vimco && objective.samples() > 1) {
      throw new InvalidSetting(
          SAMPLES,
          "[%d] groups of samples are not for vimco".formatted(objective.samples()),
          "Set it to 1, and importance-samples to what they are together");
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

  private static void gradient(Latents latents, Objective objective) {
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
    if (!Posterior.of(latents).family().hasFixedSupport()) {
      throw new InvalidSetting(
          GRADIENT,
          "[%s] leaves out a term that is not 0 for [%s], whose support moves with its parameters"
              .formatted(word, latents.family()),
          "Set it to total");
    }
    if (objective.gradient() == GradientForm.DOUBLY_REPARAMETERIZED
        && objective.importanceSamples() == 1) {
      throw new InvalidSetting(
          GRADIENT,
          "[%s] is for more than the [1] of importance-samples".formatted(word),
          "Use sticking-the-landing, or more importance-samples");
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

  /** Last: the others may say that the estimator itself has to change. */
  private static void leastSamples(Objective objective) {
    String chosen = objective.estimation().estimator();
    int least = Estimators.leastSamples(objective.estimation());
    if (!chosen.equals(Estimators.VIMCO) && objective.samples() < least) {
      throw new InvalidSetting(
          SAMPLES,
          "[%d] is less than the [%d] that the estimator %s compares"
              .formatted(objective.samples(), least, objective.estimation().words()),
          "Give %d or more, or use the baseline running".formatted(least));
    }
  }
}
