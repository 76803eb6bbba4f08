package dev.elbo.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Several independent events of one family, each with parameters of its own.
 *
 * <p>z is the events one after the other, [count * size of the event]. theta keeps the blocks of
 * the family together: block b is the b-th parameter of event 0, of event 1, and so on. Event i
 * draws from {@code noise.at(i)}.
 */
public class Independent implements Family {
  private static final long serialVersionUID = 1;

  private final Family event;
  private final int count;
  private final List<Parameter> parameters;

  /** Draws without a gradient; {@link #of} keeps it where the event has one. */
  protected Independent(Family event, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "Cannot repeat %s: [%d] is no number of events. Give 1 or more."
              .formatted(event.name(), count));
    }
    this.event = event;
    this.count = count;
    this.parameters =
        event.parameters().stream()
            .map(p -> new Parameter(p.name(), Math.multiplyExact(p.length(), count), p.domain()))
            .toList();
  }

  /** So many independent events; reparameterized if the event is. */
  public static Independent of(Family event, int count) {
    return event instanceof Reparameterized reparameterized
        ? new IndependentReparameterized(reparameterized, count)
        : new Independent(event, count);
  }

  /** The family of one event. */
  public Family event() {
    return event;
  }

  /** How many events there are. */
  public int count() {
    return count;
  }

  @Override
  public String name() {
    return event.name();
  }

  @Override
  public int size() {
    return count * event.size();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The parameters of event i, [parameters of the event]. */
  public double[] theta(double[] theta, int i) {
    double[] result = new double[event.parameterCount()];
    int at = 0;
    int block = 0;
    for (Parameter parameter : event.parameters()) {
      System.arraycopy(theta, block + i * parameter.length(), result, at, parameter.length());
      at += parameter.length();
      block += count * parameter.length();
    }
    return result;
  }

  /** Adds a gradient in the parameters of event i to one in all parameters. */
  public void addGradient(double[] ofEvent, int i, double[] gradient) {
    int at = 0;
    int block = 0;
    for (Parameter parameter : event.parameters()) {
      for (int k = 0; k < parameter.length(); k++) {
        gradient[block + i * parameter.length() + k] += ofEvent[at + k];
      }
      at += parameter.length();
      block += count * parameter.length();
    }
  }

  /** The numbers of z that are event i, [size of the event]. */
  public double[] event(double[] z, int i) {
    return Arrays.copyOfRange(z, i * event.size(), (i + 1) * event.size());
  }

  @Override
  public void sample(double[] theta, Noise noise, double[] z) {
    check(theta);
    double[] one = new double[event.size()];
    for (int i = 0; i < count; i++) {
      event.sample(theta(theta, i), noise.at(i), one);
      System.arraycopy(one, 0, z, i * one.length, one.length);
    }
  }

  @Override
  public double logDensity(double[] theta, double[] z) {
    check(theta);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += event.logDensity(theta(theta, i), event(z, i));
    }
    return sum;
  }

  @Override
  public void addScore(double[] theta, double[] z, double weight, double[] gradient) {
    for (int i = 0; i < count; i++) {
      double[] score = new double[event.parameterCount()];
      event.addScore(theta(theta, i), event(z, i), weight, score);
      addGradient(score, i, gradient);
    }
  }

  @Override
  public Optional<double[]> mean(double[] theta) {
    return gather(theta, event::mean);
  }

  @Override
  public Optional<double[]> variance(double[] theta) {
    return gather(theta, event::variance);
  }

  @Override
  public double[] center(double[] theta) {
    return gather(theta, one -> Optional.of(event.center(one))).orElseThrow();
  }

  @Override
  public boolean hasFixedSupport() {
    return event.hasFixedSupport();
  }

  /** The sum over the events, where the prior is as many independent events. */
  @Override
  public Optional<ClosedFormKl> klTo(Family prior) {
    if (!(prior instanceof Independent other) || other.count != count) {
      return Optional.empty();
    }
    return event.klTo(other.event).map(kl -> sum(kl, other));
  }

  private ClosedFormKl sum(ClosedFormKl kl, Independent other) {
    return (theta, prior, gradient) -> {
      Arrays.fill(gradient, 0);
      double sum = 0;
      double[] ofEvent = new double[event.parameterCount()];
      for (int i = 0; i < count; i++) {
        sum += kl.value(theta(theta, i), other.theta(prior, i), ofEvent);
        addGradient(ofEvent, i, gradient);
      }
      return sum;
    };
  }

  private Optional<double[]> gather(
      double[] theta, Function<double[], Optional<double[]>> ofEvent) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<double[]> one = ofEvent.apply(theta(theta, i));
      if (one.isEmpty()) {
        return one;
      }
      all.add(one.get());
    }
    return Optional.of(all.stream().flatMapToDouble(Arrays::stream).toArray());
  }
}
