package dev.elbo.job.ml;

import org.apache.spark.ml.param.Param;

/** How the data scatters around what the decoder says: {@code elbo.model}. */
public interface LikelihoodParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.choice("likelihood", "elbo.model.likelihood");
    table.either("likelihoodVariance", "elbo.model.likelihood-variance", Bound.POSITIVE, "learned");
    table.either(
        "likelihoodDegreesOfFreedom",
        "elbo.model.likelihood-degrees-of-freedom",
        Bound.POSITIVE,
        "learned");
    table.hocon("likelihoods", "elbo.model.likelihoods");
  }

  /** The param of {@code elbo.model.likelihood}. */
  default Param<String> likelihood() {
    return table().text("likelihood");
  }

  /** {@code elbo.model.likelihood}. */
  default String getLikelihood() {
    return getOrDefault(likelihood());
  }

  /** The param of {@code elbo.model.likelihood-variance}. */
  default Param<String> likelihoodVariance() {
    return table().text("likelihoodVariance");
  }

  /** {@code elbo.model.likelihood-variance}. */
  default String getLikelihoodVariance() {
    return getOrDefault(likelihoodVariance());
  }

  /** The param of {@code elbo.model.likelihood-degrees-of-freedom}. */
  default Param<String> likelihoodDegreesOfFreedom() {
    return table().text("likelihoodDegreesOfFreedom");
  }

  /** {@code elbo.model.likelihood-degrees-of-freedom}. */
  default String getLikelihoodDegreesOfFreedom() {
    return getOrDefault(likelihoodDegreesOfFreedom());
  }

  /** The param of {@code elbo.model.likelihoods}. */
  default Param<String> likelihoods() {
    return table().text("likelihoods");
  }

  /** {@code elbo.model.likelihoods}. */
  default String getLikelihoods() {
    return getOrDefault(likelihoods());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends LikelihoodParams, Assignable<S> {

    /** Sets {@code elbo.model.likelihood}. */
    default S setLikelihood(String value) {
      return assign(likelihood(), value);
    }

    /** Sets {@code elbo.model.likelihood-variance}. */
    default S setLikelihoodVariance(String value) {
      return assign(likelihoodVariance(), value);
    }

    /** Sets {@code elbo.model.likelihood-variance}. */
    default S setLikelihoodVariance(double value) {
      return assign(likelihoodVariance(), Double.toString(value));
    }

    /** Sets {@code elbo.model.likelihood-degrees-of-freedom}. */
    default S setLikelihoodDegreesOfFreedom(String value) {
      return assign(likelihoodDegreesOfFreedom(), value);
    }

    /** Sets {@code elbo.model.likelihood-degrees-of-freedom}. */
    default S setLikelihoodDegreesOfFreedom(double value) {
      return assign(likelihoodDegreesOfFreedom(), Double.toString(value));
    }

    /** Sets {@code elbo.model.likelihoods}. */
    default S setLikelihoods(String value) {
      return assign(likelihoods(), value);
    }
  }
}
