package dev.elbo.settings;

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
    DataSettings data, ModelSettings model, TrainingSettings training, OutputSettings output) {}
