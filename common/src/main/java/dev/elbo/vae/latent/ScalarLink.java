package dev.elbo.vae.latent;

import java.io.Serializable;

/** A smooth increasing map of the real line onto the domain of a parameter. */
sealed interface ScalarLink extends Serializable {

  double value(double raw);

  /** The derivative at {@code raw}, whose value is given. */
  double derivative(double raw, double value);

  /** raw. */
  record Identity() implements ScalarLink {
    @Override
    public double value(double raw) {
      return raw;
    }

    @Override
    public double derivative(double raw, double value) {
      return 1;
    }
  }

  /** exp(raw / 2): a deviation from a log-variance, unbounded as in Kingma and Welling 2014. */
  record HalfExponential() implements ScalarLink {
    @Override
    public double value(double raw) {
      return Math.exp(0.5 * raw);
    }

    @Override
    public double derivative(double raw, double value) {
      return 0.5 * value;
    }
  }

  /**
   * exp(raw) near 0, bent so that it stays between {@code low} and {@code high} (low &lt; 1 &lt;
   * high): log value = b tanh(raw / b) with b = log high above 0 and b = -log low below. A shape or
   * scale can neither reach 0 nor overflow, whatever the encoder says.
   */
  record BoundedExponential(double low, double high) implements ScalarLink {
    @Override
    public double value(double raw) {
      double bound = bound(raw);
      return Math.exp(bound * Math.tanh(raw / bound));
    }

    @Override
    public double derivative(double raw, double value) {
      double t = Math.tanh(raw / bound(raw));
      return value * (1 - t * t);
    }

    private double bound(double raw) {
      return raw >= 0 ? Math.log(high) : -Math.log(low);
    }
  }

  /** {@code offset} + another link. */
  record Above(double offset, ScalarLink link) implements ScalarLink {
    @Override
    public double value(double raw) {
      return offset + link.value(raw);
    }

    @Override
    public double derivative(double raw, double value) {
      return link.derivative(raw, value - offset);
    }
  }

  /** low + (high - low) / (1 + exp(-raw)). */
  record Between(double low, double high) implements ScalarLink {
    @Override
    public double value(double raw) {
      return low + (high - low) / (1 + Math.exp(-raw));
    }

    @Override
    public double derivative(double raw, double value) {
      return (value - low) * (high - value) / (high - low);
    }
  }
}
