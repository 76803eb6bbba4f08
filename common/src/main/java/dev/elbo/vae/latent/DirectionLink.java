package dev.elbo.vae.latent;

/**
 * A mean direction from a vector of the plane, whose length does not matter, and a concentration.
 * The heads are the x of all latents, then the y, then the concentrations before their link; theta
 * is the angles, then the concentrations. An angle from one output would tear the circle somewhere.
 *
 * @param concentration of the draws around the direction
 */
record DirectionLink(ScalarLink concentration) implements Link {
  /** Keeps the derivative finite at the origin, which has no direction. */
  private static final double TINY = 1e-12;

  @Override
  public void apply(double[] raw, double[] theta) {
    int count = theta.length / 2;
    for (int i = 0; i < count; i++) {
      theta[i] = Math.atan2(raw[count + i], raw[i]);
      theta[count + i] = concentration.value(raw[2 * count + i]);
    }
  }

  @Override
  public void backward(double[] raw, double[] theta, double[] atTheta, double[] atRaw) {
    int count = theta.length / 2;
    for (int i = 0; i < count; i++) {
      double x = raw[i];
      double y = raw[count + i];
      double square = x * x + y * y + TINY;
      atRaw[i] = -atTheta[i] * y / square;
      atRaw[count + i] = atTheta[i] * x / square;
      atRaw[2 * count + i] =
          atTheta[count + i] * concentration.derivative(raw[2 * count + i], theta[count + i]);
    }
  }
}
