package dev.elbo.job.ml;

import org.apache.spark.ml.param.Param;

/** The columns that transform adds: those that have a name. */
public interface ScoreParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.own(
        "latentCol",
        "The name of the column for where the latents are centered, a vector; empty for " + "none.",
        "latent");
    table.own(
        "latentVarianceCol",
        "The name of the column for the variance of each latent, a vector; without it "
            + "there is none.");
    table.own(
        "reconstructionCol",
        "The name of the column for what the decoder expects at the center of the "
            + "latents, in the units of the data: a vector, or a struct with the columns of the "
            + "model where some are no numbers; without it there is none.");
    table.own(
        "reconstructionLogProbabilityCol",
        "The name of the column for log p(x|z), a mean over draws of z, in nats; without "
            + "it there is none.");
    table.own(
        "klCol",
        "The name of the column for the KL divergence of q(z|x) from the prior, in nats; "
            + "without it there is none.");
    table.own("elboCol", "The name of the column for the ELBO, in nats; without it there is none.");
    table.own(
        "logLikelihoodCol",
        "The name of the column for the importance-weighted bound on log p(x), in nats; "
            + "without it there is none.");
    table.own(
        "anomalyScoreCol",
        "The name of the column for how strange the row is, in nats; higher is stranger; "
            + "without it there is none.");
    table.own(
        "anomalyCol",
        "The name of the column for whether the row is above the threshold of the model; "
            + "without it there is none.");
    table.own(
        "contributionCol",
        "The name of the column for what each feature adds to minus the reconstruction "
            + "log-probability, a vector; without it there is none.");
    table.own(
        "sampleCol",
        "The name of the column for a row drawn from the model at a draw of z, as the "
            + "reconstruction; without it there is none.");
  }

  /** The column for where the latents are centered, a vector. */
  default Param<String> latentCol() {
    return table().text("latentCol");
  }

  /** The name of {@link #latentCol()}. */
  default String getLatentCol() {
    return getOrDefault(latentCol());
  }

  /** The column for the variance of each latent, a vector. */
  default Param<String> latentVarianceCol() {
    return table().text("latentVarianceCol");
  }

  /** The name of {@link #latentVarianceCol()}. */
  default String getLatentVarianceCol() {
    return getOrDefault(latentVarianceCol());
  }

  /**
   * The column for what the decoder expects at the center of the latents, in the units of the data:
   * a vector, or a struct with the columns of the model where some are no numbers.
   */
  default Param<String> reconstructionCol() {
    return table().text("reconstructionCol");
  }

  /** The name of {@link #reconstructionCol()}. */
  default String getReconstructionCol() {
    return getOrDefault(reconstructionCol());
  }

  /** The column for log p(x|z), a mean over draws of z, in nats. */
  default Param<String> reconstructionLogProbabilityCol() {
    return table().text("reconstructionLogProbabilityCol");
  }

  /** The name of {@link #reconstructionLogProbabilityCol()}. */
  default String getReconstructionLogProbabilityCol() {
    return getOrDefault(reconstructionLogProbabilityCol());
  }

  /** The column for the KL divergence of q(z|x) from the prior, in nats. */
  default Param<String> klCol() {
    return table().text("klCol");
  }

  /** The name of {@link #klCol()}. */
  default String getKlCol() {
    return getOrDefault(klCol());
  }

  /** The column for the ELBO, in nats. */
  default Param<String> elboCol() {
    return table().text("elboCol");
  }

  /** The name of {@link #elboCol()}. */
  default String getElboCol() {
    return getOrDefault(elboCol());
  }

  /** The column for the importance-weighted bound on log p(x), in nats. */
  default Param<String> logLikelihoodCol() {
    return table().text("logLikelihoodCol");
  }

  /** The name of {@link #logLikelihoodCol()}. */
  default String getLogLikelihoodCol() {
    return getOrDefault(logLikelihoodCol());
  }

  /** The column for how strange the row is, in nats; higher is stranger. */
  default Param<String> anomalyScoreCol() {
    return table().text("anomalyScoreCol");
  }

  /** The name of {@link #anomalyScoreCol()}. */
  default String getAnomalyScoreCol() {
    return getOrDefault(anomalyScoreCol());
  }

  /** The column for whether the row is above the threshold of the model. */
  default Param<String> anomalyCol() {
    return table().text("anomalyCol");
  }

  /** The name of {@link #anomalyCol()}. */
  default String getAnomalyCol() {
    return getOrDefault(anomalyCol());
  }

  /**
   * The column for what each feature adds to minus the reconstruction log-probability, a vector.
   */
  default Param<String> contributionCol() {
    return table().text("contributionCol");
  }

  /** The name of {@link #contributionCol()}. */
  default String getContributionCol() {
    return getOrDefault(contributionCol());
  }

  /** The column for a row drawn from the model at a draw of z, as the reconstruction. */
  default Param<String> sampleCol() {
    return table().text("sampleCol");
  }

  /** The name of {@link #sampleCol()}. */
  default String getSampleCol() {
    return getOrDefault(sampleCol());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends ScoreParams, Assignable<S> {

    /** Names {@link #latentCol()}. */
    default S setLatentCol(String value) {
      return assign(latentCol(), value);
    }

    /** Names {@link #latentVarianceCol()}. */
    default S setLatentVarianceCol(String value) {
      return assign(latentVarianceCol(), value);
    }

    /** Names {@link #reconstructionCol()}. */
    default S setReconstructionCol(String value) {
      return assign(reconstructionCol(), value);
    }

    /** Names {@link #reconstructionLogProbabilityCol()}. */
    default S setReconstructionLogProbabilityCol(String value) {
      return assign(reconstructionLogProbabilityCol(), value);
    }

    /** Names {@link #klCol()}. */
    default S setKlCol(String value) {
      return assign(klCol(), value);
    }

    /** Names {@link #elboCol()}. */
    default S setElboCol(String value) {
      return assign(elboCol(), value);
    }

    /** Names {@link #logLikelihoodCol()}. */
    default S setLogLikelihoodCol(String value) {
      return assign(logLikelihoodCol(), value);
    }

    /** Names {@link #anomalyScoreCol()}. */
    default S setAnomalyScoreCol(String value) {
      return assign(anomalyScoreCol(), value);
    }

    /** Names {@link #anomalyCol()}. */
    default S setAnomalyCol(String value) {
      return assign(anomalyCol(), value);
    }

    /** Names {@link #contributionCol()}. */
    default S setContributionCol(String value) {
      return assign(contributionCol(), value);
    }

    /** Names {@link #sampleCol()}. */
    default S setSampleCol(String value) {
      return assign(sampleCol(), value);
    }
  }
}
