package dev.elbo.vae;

/** Element-wise non-linearities of the hidden layers. */
public enum Activation {
  /** max(0, a). */
  RELU,
  /** tanh a. */
  TANH,
  /** a if a &gt; 0, else exp(a) - 1 (Clevert et al. 2016, alpha = 1). */
  ELU,
  /** log(1 + exp a). */
  SOFTPLUS,
  /** a if a &gt; 0, else 0.01 a. */
  LEAKY_RELU,
  /** a/2 (1 + tanh(sqrt(2/pi) (a + 0.044715 a^3))) (Hendrycks and Gimpel 2016, section 2). */
  GELU,
  /** a. */
  IDENTITY
}
