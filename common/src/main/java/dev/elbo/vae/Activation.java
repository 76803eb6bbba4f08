package dev.elbo.vae;

/**
 * Element-wise non-linearities of the hidden layers, with their derivatives.
 *
 * <p>Computed in double with {@link Math} alone, so that the result does not depend on the thread,
 * the length of the array or whether the code is interpreted or compiled.
 */
public enum Activation {
  /** max(0, a). */
  RELU {
    @Override
    double value(double a) {
      return a > 0 ? a : 0;
    }

    @Override
    double derivative(double a) {
      return a > 0 ? 1 : 0;
    }
  },
  /** tanh a. */
  TANH {
    @Override
    double value(double a) {
      return Math.tanh(a);
    }

    @Override
    double derivative(double a) {
      double t = Math.tanh(a);
      return 1 - t * t;
    }
  },
  /** a if a &gt; 0, else exp(a) - 1 (Clevert et al. 2016, alpha = 1). */
  ELU {
    @Override
    double value(double a) {
      return a > 0 ? a : Math.expm1(a);
    }

    @Override
    double derivative(double a) {
      return a > 0 ? 1 : Math.exp(a);
    }
  },
  /** log(1 + exp a). */
  SOFTPLUS {
    @Override
    double value(double a) {
      return Scalars.softplus(a);
    }

    @Override
    double derivative(double a) {
      return Scalars.sigmoid(a);
    }
  },
  /** a if a &gt; 0, else 0.01 a. */
  LEAKY_RELU {
    @Override
    double value(double a) {
      return a > 0 ? a : 0.01 * a;
    }

    @Override
    double derivative(double a) {
      return a > 0 ? 1 : 0.01;
    }
  },
  /** a/2 (1 + tanh(sqrt(2/pi) (a + 0.044715 a^3))) (Hendrycks and Gimpel 2016, section 2). */
  GELU {
    @Override
    double value(double a) {
      return 0.5 * a * (1 + Math.tanh(inner(a)));
    }

    @Override
    double derivative(double a) {
      double t = Math.tanh(inner(a));
      return 0.5 * (1 + t) + 0.5 * a * (1 - t * t) * GELU_SCALE * (1 + 3 * GELU_CUBE * a * a);
    }

    private double inner(double a) {
      return GELU_SCALE * (a + GELU_CUBE * a * a * a);
    }
  },
  /** a. */
  IDENTITY {
    @Override
    double value(double a) {
      return a;
    }

    @Override
    double derivative(double a) {
      return 1;
    }
  };

  private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBE = 0.044715;

  /** The activation of pre-activation {@code a}. */
  abstract double value(double a);

  /** Its derivative at {@code a}; 0 at the kink of relu, the right slope at none. */
  abstract double derivative(double a);
}
