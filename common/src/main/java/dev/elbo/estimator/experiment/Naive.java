package dev.elbo.estimator.experiment;

import dev.elbo.distribution.Family;
import dev.elbo.distribution.Noise;
import dev.elbo.estimator.Draw;
import dev.elbo.estimator.Estimator;
import dev.elbo.estimator.graph.Gradients;
import dev.elbo.estimator.graph.Graph;
import dev.elbo.estimator.graph.Node;
import java.util.Arrays;
import java.util.List;

/**
 * What backpropagation makes of a graph with a sampling node that is left as it is: theta, z drawn
 * from it, f(z). It is no estimator of anything; it stands in tables to show that.
 */
final class Naive implements Estimator {
  private final Family family;
  private final String distribution;

  Naive(Family family, String distribution) {
    this.family = family;
    this.distribution = distribution;
  }

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public boolean needsGradient() {
    return true;
  }

  @Override
  public Draw draw(double[] theta, int samples, Noise noise) {
    double[][] points = new double[samples][family.size()];
    double[] weights = new double[samples];
    Arrays.fill(weights, 1.0 / samples);
    for (int k = 0; k < samples; k++) {
      family.sample(theta, noise.at(k), points[k]);
    }
    return new Draw(theta, samples, noise, points, weights);
  }

  @Override
  public double[][] contributions(Draw draw, double[] values, double[][] gradients) {
    double[][] contributions = new double[draw.samples()][];
    for (int k = 0; k < contributions.length; k++) {
      double value = values[k];
      double slope = gradients[k][0];
      Graph graph = new Graph();
      Node theta =
          graph.leaf(
              "theta",
              Node.Kind.PARAMETER,
              "parameter",
              List.of(draw.theta().length),
              draw.theta());
      Node z = graph.sample("z", distribution, draw.points()[k], theta);
      Node f = graph.map("f", "f(z)", z, x -> value, (x, y) -> slope);
      Gradients backward = graph.backward(f);
      contributions[k] = backward.of(theta);
    }
    return contributions;
  }
}
