package dev.elbo.job.train;

import dev.elbo.store.ModelMetadata;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.StudentT;

/** A likelihood in the words of model metadata. */
final class LikelihoodMetadata {
  private LikelihoodMetadata() {}

  static ModelMetadata.Likelihood of(Likelihood likelihood) {
    if (likelihood instanceof Mixed mixed) {
      return ModelMetadata.Likelihood.ofColumns(
          mixed.name(), mixed.columns().stream().map(LikelihoodMetadata::of).toList());
    }
    if (likelihood instanceof Gaussian gaussian) {
      return ModelMetadata.Likelihood.gaussian(gaussian.variance());
    }
    if (likelihood instanceof StudentT studentT) {
      return ModelMetadata.Likelihood.studentT(studentT.degrees());
    }
    if (likelihood instanceof Categorical categorical) {
      return ModelMetadata.Likelihood.categorical(categorical.categories());
    }
    return ModelMetadata.Likelihood.of(likelihood.name());
  }
}
