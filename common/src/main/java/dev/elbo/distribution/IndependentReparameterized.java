package dev.elbo.distribution;

import java.util.Arrays;

/** Independent events of a family whose draws have a gradient. */
final class IndependentReparameterized extends Independent implements Reparameterized {
  private static final long serialVersionUID = 1;

  private final Reparameterized event;

  IndependentReparameterized(Reparameterized event, int count) {
    super(event, count);
    this.event = event;
  }

  @Override
  public void addPathwise(
      double[] theta, double[] z, Noise noise, double[] cotangent, double[] gradient) {
    for (int i = 0; i < count(); i++) {
      double[] ofEvent = new double[event.parameterCount()];
      event.addPathwise(theta(theta, i), event(z, i), noise.at(i), event(cotangent, i), ofEvent);
      addGradient(ofEvent, i, gradient);
    }
  }

  @Override
  public void addSlope(double[] theta, double[] z, double weight, double[] gradient) {
    double[] ofEvent = new double[event.size()];
    for (int i = 0; i < count(); i++) {
      Arrays.fill(ofEvent, 0);
      event.addSlope(theta(theta, i), event(z, i), weight, ofEvent);
      for (int k = 0; k < ofEvent.length; k++) {
        gradient[i * ofEvent.length + k] += ofEvent[k];
      }
    }
  }
}
