package dev.elbo.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.elbo.vae.ElboParts;
import java.util.Optional;

/**
 * One line of metrics.jsonl.
 *
 * @param epoch counted from 1
 * @param train parts over the epoch, as the parameters moved
 * @param validation parts of the averaged model on the validation rows, if there are any
 * @param examples examples seen in this epoch, each exactly once
 * @param steps minibatches over all shards
 * @param rounds averagings
 * @param seconds training and averaging, without validation, checkpoint and report
 * @param averagingSeconds the part of it outside the local epochs
 * @param activeUnits latents with Var_x E[z|x] above 0.01 on the validation (else training) rows
 * @param learningRate at the end of the epoch
 */
@JsonPropertyOrder({
  "epoch",
  "train",
  "validation",
  "examples",
  "steps",
  "rounds",
  "seconds",
  "averaging_seconds",
  "examples_per_second",
  "active_units",
  "learning_rate"
})
public record EpochMetrics(
    int epoch,
    ElboParts train,
    Optional<ElboParts> validation,
    long examples,
    long steps,
    int rounds,
    double seconds,
    double averagingSeconds,
    int activeUnits,
    double learningRate) {

  /** Examples trained on per second of {@link #seconds}. */
  @JsonProperty(value = "examples_per_second", access = JsonProperty.Access.READ_ONLY)
  public double examplesPerSecond() {
    return seconds > 0 ? examples / seconds : 0;
  }

  /** What selection and early stopping look at: the validation ELBO, else the training ELBO. */
  public double selection() {
    return validation.orElse(train).elbo();
  }
}
