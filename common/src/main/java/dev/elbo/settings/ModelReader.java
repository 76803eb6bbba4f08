package dev.elbo.settings;

import dev.elbo.vae.Activation;
import dev.elbo.vae.Initialization;
import dev.elbo.vae.Likelihood;

/** elbo.model as its record. */
final class ModelReader {
  private static final String MODEL = "elbo.model.";
  private static final String VARIANCE = MODEL + "likelihood-variance";

  private ModelReader() {}

  static ModelSettings read(Values values) {
    values.choice(MODEL + "latent.family");
    return new ModelSettings(
        values.integers(MODEL + "encoder"),
        values.integers(MODEL + "decoder"),
        values.choice(MODEL + "activation", Activation.class),
        values.choice(MODEL + "initialization", Initialization.class),
        values.integer(MODEL + "latent.dimension"),
        likelihood(values),
        values.number(MODEL + "beta"));
  }

  private static Likelihood likelihood(Values values) {
    if (values.choice(Condition.LIKELIHOOD).equals("bernoulli")) {
      return new Likelihood.Bernoulli();
    }
    return values.text(VARIANCE).equals("learned")
        ? new Likelihood.LearnedGaussian()
        : new Likelihood.Gaussian(values.number(VARIANCE));
  }
}
