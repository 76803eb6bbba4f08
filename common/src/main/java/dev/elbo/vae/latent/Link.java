package dev.elbo.vae.latent;

import java.io.Serializable;

/** How the outputs of the encoder's heads, any numbers, become parameters in their domains. */
public interface Link extends Serializable {

  /**
   * The parameters of one example.
   *
   * @param raw the heads, one after the other, [outputs]
   * @param theta receives them, [parameters]
   */
  void apply(double[] raw, double[] theta);

  /**
   * The chain rule.
   *
   * @param atTheta d loss / d theta
   * @param atRaw receives d loss / d raw; what it held is replaced
   */
  void backward(double[] raw, double[] theta, double[] atTheta, double[] atRaw);
}
