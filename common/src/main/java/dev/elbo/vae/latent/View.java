package dev.elbo.vae.latent;

/**
 * What the decoder reads of a latent. Heavy tails and circles would otherwise reach a network that
 * is linear in its input.
 */
public enum View {
  /** z itself. */
  IDENTITY(1) {
    @Override
    void value(double z, double[] out, int at) {
      out[at] = z;
    }

    @Override
    double pullBack(double z, double[] atView, int at) {
      return atView[at];
    }
  },
  /** asinh z = log(z + sqrt(z^2 + 1)): z near 0, logarithmic in the tails. */
  ASINH(1) {
    @Override
    void value(double z, double[] out, int at) {
      double a = Math.abs(z);
      double root = a > LARGE ? a : Math.sqrt(a * a + 1);
      out[at] = Math.copySign(Math.log1p(a + a * (a / (root + 1))), z);
    }

    @Override
    double pullBack(double z, double[] atView, int at) {
      return atView[at] / Math.hypot(z, 1);
    }
  },
  /** log z of a positive z. */
  LOG(1) {
    @Override
    void value(double z, double[] out, int at) {
      out[at] = Math.log(z);
    }

    @Override
    double pullBack(double z, double[] atView, int at) {
      return atView[at] / z;
    }
  },
  /** log(z / (1 - z)) of a z between 0 and 1. */
  LOGIT(1) {
    @Override
    void value(double z, double[] out, int at) {
      out[at] = Math.log(z) - Math.log1p(-z);
    }

    @Override
    double pullBack(double z, double[] atView, int at) {
      return atView[at] / (z * (1 - z));
    }
  },
  /** cos z and sin z of an angle. */
  CIRCLE(2) {
    @Override
    void value(double z, double[] out, int at) {
      out[at] = Math.cos(z);
      out[at + 1] = Math.sin(z);
    }

    @Override
    double pullBack(double z, double[] atView, int at) {
      return atView[at + 1] * Math.cos(z) - atView[at] * Math.sin(z);
    }
  };

  private static final double LARGE = 1e150;

  private final int width;

  View(int width) {
    this.width = width;
  }

  /** Numbers that the decoder reads for one number of z. */
  public int width() {
    return width;
  }

  abstract void value(double z, double[] out, int at);

  /** d loss / d z from d loss / d view. */
  abstract double pullBack(double z, double[] atView, int at);

  /**
   * The view of a z.
   *
   * @param out receives it from position {@code from}, [size of z * width]
   */
  public void apply(double[] z, double[] out, int from) {
    for (int i = 0; i < z.length; i++) {
      value(z[i], out, from + i * width);
    }
  }

  /**
   * The chain rule.
   *
   * @param atView d loss / d view, from position {@code from}
   * @param atZ receives d loss / d z; what it held is replaced
   */
  public void backward(double[] z, double[] atView, int from, double[] atZ) {
    for (int i = 0; i < z.length; i++) {
      atZ[i] = pullBack(z[i], atView, from + i * width);
    }
  }
}
