package dev.elbo.settings;

import dev.elbo.vae.cuda.MatrixPrecision;

/**
 * Whether to train on GPUs ({@code elbo.training.gpu}).
 *
 * @param amount GPUs of a training task; 0 trains on CPUs
 * @param fallback what to do where there is none that can be used
 * @param engine who takes the steps there
 * @param precision of matrix products of {@link Engine#CUDA}
 */
public record GpuSettings(int amount, Fallback fallback, Engine engine, MatrixPrecision precision) {
  private static final String KEY = "elbo.training.gpu.";

  /** What to do where no GPU can be used. */
  public enum Fallback {
    /** End with a message. */
    FAIL,
    /** Say so and train on CPUs. */
    CPU
  }

  /** Who takes the steps on a GPU. */
  public enum Engine {
    /** ND4J where the jar has its CUDA backend and that has kernels for the card, else CUDA. */
    AUTO,
    /** ND4J's CUDA backend. */
    ND4J,
    /** Elbo's own kernels and cuBLAS. */
    CUDA
  }

  public GpuSettings {
    requireAmount(KEY + "amount", amount);
  }

  /** 0 or 1. */
  public static void requireAmount(String key, long amount) {
    Require.atLeast(key, 0, amount);
    if (amount > 1) {
      throw new InvalidSetting(
          key,
          "[%d] is more than [1], and a task trains on one GPU".formatted(amount),
          "Set it to 1, and elbo.training.shards to the number of GPUs");
    }
  }

  static GpuSettings read(Values values) {
    return new GpuSettings(
        values.integer(KEY + "amount"),
        values.choice(KEY + "fallback", Fallback.class),
        values.choice(KEY + "engine", Engine.class),
        values.choice(KEY + "precision", MatrixPrecision.class));
  }

  /** Whether a GPU is asked for. */
  public boolean isWanted() {
    return amount > 0;
  }
}
