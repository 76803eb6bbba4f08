package dev.elbo.vae;

import dev.elbo.distribution.Noise;
import dev.elbo.vae.latent.Annealing;
import dev.elbo.vae.latent.Latents;
import dev.elbo.vae.latent.Objective;
import dev.elbo.vae.likelihood.Gaussian;
import java.util.Arrays;
import java.util.List;

/** A network so small that everything about it can be worked out by hand. */
final class ToyNetwork implements AutoCloseable {
  private final Latents latents;
  private final Network network;

  /** One feature, linear encoder and decoder, x|z ~ N(w z + b, variance). */
  ToyNetwork(Latents latents, Objective objective, double variance, int batch) {
    this.latents = latents;
    this.network =
        Network.reference(
            new Architecture(
                1, List.of(), latents, List.of(), Activation.IDENTITY, new Gaussian(variance)),
            objective,
            batch);
  }

  Network network() {
    return network;
  }

  /** Sets the parameters in the order of the layout. */
  ToyNetwork with(float... parameters) {
    network.setParameters(parameters);
    return this;
  }

  /** The gradient of minus the objective over {@code m} copies of x. */
  double[] gradient(float x, int m, Noise noise, Annealing now) {
    network.step(copies(x, m), m, noise, now, new ElboSums(latents));
    return network.gradient().toDoubleVector();
  }

  /** The parts of one example. */
  ElboParts parts(float x, Noise noise) {
    ElboSums sums = new ElboSums(latents);
    network.evaluate(new float[] {x}, 1, new Noise[] {noise}, Annealing.beta(1), sums);
    return sums.parts();
  }

  @Override
  public void close() {
    network.close();
  }

  private static float[] copies(float x, int m) {
    float[] rows = new float[m];
    Arrays.fill(rows, x);
    return rows;
  }
}
