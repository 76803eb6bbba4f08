package dev.elbo.settings;

import dev.elbo.vae.Activation;
import dev.elbo.vae.Initialization;

/** elbo.model as its record. */
final class ModelReader {
  private static final String MODEL = "elbo.model.";

  private ModelReader() {}

  static ModelSettings read(Values values) {
    values.choice(MODEL + "latent.family");
    return new ModelSettings(
        values.integers(MODEL + "encoder"),
        values.integers(MODEL + "decoder"),
        values.choice(MODEL + "activation", Activation.class),
        values.choice(MODEL + "initialization", Initialization.class),
        values.integer(MODEL + "latent.dimension"),
        LikelihoodReader.read(values),
        values.number(MODEL + "beta"));
  }
}
