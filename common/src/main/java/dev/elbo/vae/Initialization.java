package dev.elbo.vae;

/** The distribution from which the weights of a layer start; without mention, biases start at 0. */
public enum Initialization {
  /** U(-a, a) with a = sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio 2010, equation 16). */
  GLOROT_UNIFORM,
  /** N(0, 2 / (fan_in + fan_out)), the variance of {@link #GLOROT_UNIFORM}. */
  GLOROT_NORMAL,
  /** U(-a, a) with a = sqrt(6 / fan_in), the variance of {@link #HE_NORMAL}. */
  HE_UNIFORM,
  /** N(0, 2 / fan_in) (He et al. 2015, equation 10). */
  HE_NORMAL,
  /** U(-a, a) with a = 1 / sqrt(fan_in), weights and biases: PyTorch's default for Linear. */
  FAN_IN_UNIFORM
}
