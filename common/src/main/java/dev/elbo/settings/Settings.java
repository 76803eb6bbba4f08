package dev.elbo.settings;

import dev.elbo.settings.DataSettings.Scale;
import dev.elbo.vae.Likelihood;

/**
 * Everything that a training run is told. Each part is checked where it is built and throws {@link
 * InvalidSetting}.
 *
 * @param data what to read and how to prepare it
 * @param model the network and its objective
 * @param training how to fit it
 * @param output where to leave what came out
 */
public record Settings(
    DataSettings data, ModelSettings model, TrainingSettings training, OutputSettings output) {

  public Settings {
    if (model.likelihood() instanceof Likelihood.Bernoulli && data.scale() == Scale.STANDARD) {
      throw new InvalidSetting(
          "elbo.data.scale",
          "[standard] gives values below 0 and above 1,"
              + " which elbo.model.likelihood [bernoulli] lacks",
          "Set the scale to unit or minmax, or the likelihood to gaussian");
    }
    boolean validates = data.validation().fraction() > 0 || data.validation().path().isPresent();
    if (training.earlyStopping().isPresent() && !validates) {
      throw new InvalidSetting(
          "elbo.training.early-stopping.patience",
          "[%d] needs validation, and elbo.data.validation is off"
              .formatted(training.earlyStopping().get().patience()),
          "Set elbo.data.validation.fraction or path, or the patience to 0");
    }
  }
}
