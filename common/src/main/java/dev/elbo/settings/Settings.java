package dev.elbo.settings;

import dev.elbo.settings.DataSettings.Scale;
import dev.elbo.vae.AnomalyScore;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.Support;

/**
 * Everything that a training run is told. Each part is checked where it is built and throws {@link
 * InvalidSetting}.
 *
 * @param data what to read and how to prepare it
 * @param model the network and its objective
 * @param training how to fit it
 * @param anomaly what counts as strange
 * @param retrain what a scheduled run does besides
 * @param output where to leave what came out
 */
public record Settings(
    DataSettings data,
    ModelSettings model,
    TrainingSettings training,
    AnomalySettings anomaly,
    RetrainSettings retrain,
    OutputSettings output) {

  public Settings {
    // Mixed columns are scaled only where their likelihood takes any numbers.
    if (model.likelihood() instanceof LikelihoodSettings.Same same) {
      requireScale(same.law(), data.scale());
    }
    requireScore(anomaly.score(), model.likelihood());
    boolean validates = data.validation().fraction() > 0 || data.validation().path().isPresent();
    if (training.earlyStopping().isPresent() && !validates) {
      throw new InvalidSetting(
          "elbo.training.early-stopping.patience",
          "[%d] needs validation, and elbo.data.validation is off"
              .formatted(training.earlyStopping().get().patience()),
          "Set elbo.data.validation.fraction or path, or the patience to 0");
    }
  }

  private static void requireScore(AnomalyScore score, LikelihoodSettings likelihood) {
    likelihood
        .laws()
        .filter(law -> !score.isOf(law))
        .findFirst()
        .ifPresent(
            law -> {
              throw new InvalidSetting(
                  "elbo.anomaly.score",
                  "[%s] needs densities that are bounded, and that of [%s] is not"
                      .formatted(score.word(), law.name()),
                  "Set the score to reconstruction, or the likelihood to bernoulli or gaussian");
            });
  }

  private static void requireScale(ColumnLikelihood law, Scale scale) {
    if (law.support() == Support.UNIT && scale == Scale.STANDARD) {
      throw new InvalidSetting(
          "elbo.data.scale",
          "[standard] gives values below 0 and above 1, which elbo.model.likelihood [%s] lacks"
              .formatted(law.name()),
          "Set the scale to unit or minmax, or the likelihood to gaussian");
    }
    if (law.support().isWhole() && scale != Scale.NONE) {
      throw new InvalidSetting(
          "elbo.data.scale",
          "[%s] breaks the whole numbers that elbo.model.likelihood [%s] is about"
              .formatted(Choices.name(scale), law.name()),
          "Set the scale to none, or the likelihood to gaussian");
    }
  }
}
