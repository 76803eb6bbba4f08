package dev.elbo.job.ml;

import org.apache.spark.ml.param.Param;

/** The columns that transform adds: those that have a name. */
public interface ScoreParams extends SettingParams {

  /** Makes the params. */
  static void declare(ParamTable table) {
    table.own(
        "latentCol",
        "The name of the column for where the latents are centered, a vector; empty for none.",
        "latent");
    table.own(
        "latentVarianceCol",
        "The name of the column for the variance of each latent, a vector; without it there is none.");
    table.own(
        "reconstructionCol",
        "The name of the column for what the decoder expects of the row, a vector in the units of the data; without it there is none.");
    table.own(
        "reconstructionLogProbabilityCol",
        "The name of the column for log p(x|z), in nats; without it there is none.");
    table.own(
        "klCol",
        "The name of the column for the KL divergence of q(z|x) from the prior, in nats; without it there is none.");
    table.own("elboCol", "The name of the column for the ELBO, in nats; without it there is none.");
    table.own(
        "anomalyScoreCol",
        "The name of the column for how strange the row is; higher is stranger; without it there is none.");
    table.own(
        "anomalyCol",
        "The name of the column for whether the row is stranger than the threshold of the model; without it there is none.");
    table.own(
        "contributionCol",
        "The name of the column for what each feature adds to the anomaly score, a vector; without it there is none.");
    table.own(
        "sampleCol",
        "The name of the column for a row drawn from the model at the latents of this one, a vector; without it there is none.");
  }

  /** The column for where the latents are centered, a vector. */
  default Param<String> latentCol() {
    return table().text("latentCol");
  }

  /** The column for where the latents are centered, a vector. */
  default String getLatentCol() {
    return getOrDefault(latentCol());
  }

  /** The column for the variance of each latent, a vector. */
  default Param<String> latentVarianceCol() {
    return table().text("latentVarianceCol");
  }

  /** The column for the variance of each latent, a vector. */
  default String getLatentVarianceCol() {
    return getOrDefault(latentVarianceCol());
  }

  /** The column for what the decoder expects of the row, a vector in the units of the data. */
  default Param<String> reconstructionCol() {
    return table().text("reconstructionCol");
  }

  /** The column for what the decoder expects of the row, a vector in the units of the data. */
  default String getReconstructionCol() {
    return getOrDefault(reconstructionCol());
  }

  /** The column for log p(x|z), in nats. */
  default Param<String> reconstructionLogProbabilityCol() {
    return table().text("reconstructionLogProbabilityCol");
  }

  /** The column for log p(x|z), in nats. */
  default String getReconstructionLogProbabilityCol() {
    return getOrDefault(reconstructionLogProbabilityCol());
  }

  /** The column for the KL divergence of q(z|x) from the prior, in nats. */
  default Param<String> klCol() {
    return table().text("klCol");
  }

  /** The column for the KL divergence of q(z|x) from the prior, in nats. */
  default String getKlCol() {
    return getOrDefault(klCol());
  }

  /** The column for the ELBO, in nats. */
  default Param<String> elboCol() {
    return table().text("elboCol");
  }

  /** The column for the ELBO, in nats. */
  default String getElboCol() {
    return getOrDefault(elboCol());
  }

  /** The column for how strange the row is; higher is stranger. */
  default Param<String> anomalyScoreCol() {
    return table().text("anomalyScoreCol");
  }

  /** The column for how strange the row is; higher is stranger. */
  default String getAnomalyScoreCol() {
    return getOrDefault(anomalyScoreCol());
  }

  /** The column for whether the row is stranger than the threshold of the model. */
  default Param<String> anomalyCol() {
    return table().text("anomalyCol");
  }

  /** The column for whether the row is stranger than the threshold of the model. */
  default String getAnomalyCol() {
    return getOrDefault(anomalyCol());
  }

  /** The column for what each feature adds to the anomaly score, a vector. */
  default Param<String> contributionCol() {
    return table().text("contributionCol");
  }

  /** The column for what each feature adds to the anomaly score, a vector. */
  default String getContributionCol() {
    return getOrDefault(contributionCol());
  }

  /** The column for a row drawn from the model at the latents of this one, a vector. */
  default Param<String> sampleCol() {
    return table().text("sampleCol");
  }

  /** The column for a row drawn from the model at the latents of this one, a vector. */
  default String getSampleCol() {
    return getOrDefault(sampleCol());
  }

  /** The setters, for a stage of this class. */
  interface Setters<S> extends ScoreParams, Assignable<S> {

    /** Names the column for where the latents are centered, a vector. */
    default S setLatentCol(String value) {
      return assign(latentCol(), value);
    }

    /** Names the column for the variance of each latent, a vector. */
    default S setLatentVarianceCol(String value) {
      return assign(latentVarianceCol(), value);
    }

    /**
     * Names the column for what the decoder expects of the row, a vector in the units of the data.
     */
    default S setReconstructionCol(String value) {
      return assign(reconstructionCol(), value);
    }

    /** Names the column for log p(x|z), in nats. */
    default S setReconstructionLogProbabilityCol(String value) {
      return assign(reconstructionLogProbabilityCol(), value);
    }

    /** Names the column for the KL divergence of q(z|x) from the prior, in nats. */
    default S setKlCol(String value) {
      return assign(klCol(), value);
    }

    /** Names the column for the ELBO, in nats. */
    default S setElboCol(String value) {
      return assign(elboCol(), value);
    }

    /** Names the column for how strange the row is; higher is stranger. */
    default S setAnomalyScoreCol(String value) {
      return assign(anomalyScoreCol(), value);
    }

    /** Names the column for whether the row is stranger than the threshold of the model. */
    default S setAnomalyCol(String value) {
      return assign(anomalyCol(), value);
    }

    /** Names the column for what each feature adds to the anomaly score, a vector. */
    default S setContributionCol(String value) {
      return assign(contributionCol(), value);
    }

    /** Names the column for a row drawn from the model at the latents of this one, a vector. */
    default S setSampleCol(String value) {
      return assign(sampleCol(), value);
    }
  }
}
