package dev.elbo.estimator.graph;

import dev.elbo.distribution.Noise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A variational autoencoder small enough to be drawn: tanh layers, a diagonal Gaussian posterior, a
 * Bernoulli likelihood; the decoder mirrors the encoder.
 *
 * @param features the width of x
 * @param hidden the widths from x inwards
 * @param latent the dimension of z
 */
public record SmallNetwork(int features, List<Integer> hidden, int latent) {
  private static final int WIDEST = 12;
  private static final int DEEPEST = 6;

  public SmallNetwork {
    hidden = List.copyOf(hidden);
  }

  /**
   * Of widths from x to z, as 4-3-2.
   *
   * @throws IllegalArgumentException that says what the text has to be
   */
  public static SmallNetwork parse(String widths) {
    String[] parts = widths.split("-", -1);
    boolean numbers = Stream.of(parts).allMatch(part -> part.matches("[1-9][0-9]?"));
    if (parts.length < 2
        || parts.length > DEEPEST
        || !numbers
        || Stream.of(parts).mapToInt(Integer::parseInt).anyMatch(width -> width > WIDEST)) {
      throw new IllegalArgumentException(
          "Cannot draw the network [%s]: it is not 2 to %d widths of 1 to %d. Give those from x to z, as 4-3-2."
              .formatted(widths, DEEPEST, WIDEST));
    }
    List<Integer> all = Stream.of(parts).map(Integer::valueOf).toList();
    return new SmallNetwork(all.get(0), all.subList(1, all.size() - 1), all.get(all.size() - 1));
  }

  /** The shape of each parameter by name, in the order and with the names of a model file. */
  public Map<String, List<Integer>> shapes() {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    int width = features;
    for (int i = 0; i < hidden.size(); i++) {
      width = layer(shapes, "encoder." + i, width, hidden.get(i));
    }
    layer(shapes, "posterior.mean", width, latent);
    layer(shapes, "posterior.log-variance", width, latent);
    width = latent;
    for (int i = 0; i < hidden.size(); i++) {
      width = layer(shapes, "decoder." + i, width, hidden.get(hidden.size() - 1 - i));
    }
    layer(shapes, "likelihood.logits", width, features);
    return shapes;
  }

  /** Parameters, a row x and eps, all from noise. */
  public Numbers numbers(Noise noise) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    shapes()
        .forEach(
            (name, shape) -> {
              Noise own = noise.at(parameters.size());
              double[] values = new double[shape.stream().reduce(1, Math::multiplyExact)];
              for (int i = 0; i < values.length; i++) {
                // In single precision, so that a model file can hold them.
                values[i] = (float) (2 * own.uniform(i) - 1);
              }
              parameters.put(name, values);
            });
    double[] x = new double[features];
    for (int i = 0; i < features; i++) {
      x[i] = noise.at(-1).uniform(i) < 0.5 ? 0 : 1;
    }
    double[] eps = new double[latent];
    noise.at(-2).gaussians(eps);
    return new Numbers(parameters, x, eps);
  }

  /**
   * What one step is computed from.
   *
   * @param parameters by name, as {@link #shapes}
   * @param x [features]
   * @param eps [latent]
   */
  public record Numbers(Map<String, double[]> parameters, double[] x, double[] eps) {}

  private static int layer(Map<String, List<Integer>> shapes, String name, int in, int out) {
    shapes.put(name + ".weight", List.of(out, in));
    shapes.put(name + ".bias", List.of(out));
    return out;
  }

  /** The names of the layers before the posterior, or after z. */
  List<String> stack(String name) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < hidden.size(); i++) {
      names.add(name + "." + i);
    }
    return names;
  }
}
