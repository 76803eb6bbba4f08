package dev.elbo.job.gpu;

import dev.elbo.ElboException;

/** Why GPUs cannot be used: an error, unless the settings say to train on CPUs then. */
final class GpuRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final String remedy;

  /**
   * A refusal.
   *
   * @param reason half a sentence
   * @param remedy a sentence without its full stop
   */
  GpuRefusal(String reason, String remedy) {
    super(reason);
    this.reason = reason;
    this.remedy = remedy;
  }

  ElboException error() {
    return ElboException.environment(
        "Cannot train on GPUs: %s. %s, or set elbo.training.gpu.fallback to [cpu]."
            .formatted(reason, remedy),
        null);
  }

  /** What to say in place of the error. */
  String note() {
    return "Training on CPUs, as elbo.training.gpu.fallback says: %s.".formatted(reason);
  }
}
