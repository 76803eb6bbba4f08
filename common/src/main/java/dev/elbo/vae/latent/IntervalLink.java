package dev.elbo.vae.latent;

/**
 * The ends of an interval from its centre and its width: low, high = centre -+ width / 2. The first
 * half of the heads are centres, the second half widths before their link.
 *
 * @param width of the interval
 */
record IntervalLink(ScalarLink width) implements Link {
  @Override
  public void apply(double[] raw, double[] theta) {
    int count = raw.length / 2;
    for (int i = 0; i < count; i++) {
      double half = 0.5 * width.value(raw[count + i]);
      theta[i] = raw[i] - half;
      theta[count + i] = raw[i] + half;
    }
  }

  @Override
  public void backward(double[] raw, double[] theta, double[] atTheta, double[] atRaw) {
    int count = raw.length / 2;
    for (int i = 0; i < count; i++) {
      double derivative = width.derivative(raw[count + i], theta[count + i] - theta[i]);
      atRaw[i] = atTheta[i] + atTheta[count + i];
      atRaw[count + i] = 0.5 * derivative * (atTheta[count + i] - atTheta[i]);
    }
  }
}
