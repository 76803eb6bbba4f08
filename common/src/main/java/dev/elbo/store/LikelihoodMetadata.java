package dev.elbo.store;

import dev.elbo.vae.likelihood.Bernoulli;
import dev.elbo.vae.likelihood.Categorical;
import dev.elbo.vae.likelihood.ColumnLikelihood;
import dev.elbo.vae.likelihood.ContinuousBernoulli;
import dev.elbo.vae.likelihood.Gaussian;
import dev.elbo.vae.likelihood.Laplace;
import dev.elbo.vae.likelihood.LearnedGaussian;
import dev.elbo.vae.likelihood.LearnedStudentT;
import dev.elbo.vae.likelihood.Likelihood;
import dev.elbo.vae.likelihood.Mixed;
import dev.elbo.vae.likelihood.NegativeBinomial;
import dev.elbo.vae.likelihood.Poisson;
import dev.elbo.vae.likelihood.StudentT;

/** A likelihood to and from the words of model metadata. */
public final class LikelihoodMetadata {
  private LikelihoodMetadata() {}

  /** The words for a likelihood. */
  public static ModelMetadata.Likelihood of(Likelihood likelihood) {
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

  /**
   * The likelihood that the words mean.
   *
   * @throws IllegalArgumentException for a name that is not known
   */
  static Likelihood read(ModelMetadata.Likelihood words) {
    return words.columns().isPresent()
        ? new Mixed(words.columns().get().stream().map(LikelihoodMetadata::law).toList())
        : law(words);
  }

  private static ColumnLikelihood law(ModelMetadata.Likelihood words) {
    return switch (words.name()) {
      case "bernoulli" -> new Bernoulli();
      case "continuous-bernoulli" -> new ContinuousBernoulli();
      case "gaussian" ->
          words.variance().<ColumnLikelihood>map(Gaussian::new).orElseGet(LearnedGaussian::new);
      case "laplace" -> new Laplace();
      case "student-t" ->
          words
              .degreesOfFreedom()
              .<ColumnLikelihood>map(StudentT::new)
              .orElseGet(LearnedStudentT::new);
      case "poisson" -> new Poisson();
      case "negative-binomial" -> new NegativeBinomial();
      case "categorical" -> new Categorical(words.categories().orElse(0));
      default -> throw new IllegalArgumentException("likelihood [" + words.name() + "]");
    };
  }
}
