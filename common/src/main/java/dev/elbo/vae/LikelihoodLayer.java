package dev.elbo.vae;

import dev.elbo.vae.likelihood.Likelihood;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The layer on top of the decoder, over a batch: its heads, log p(x|z) of each column, and the
 * gradient of the loss at the heads.
 */
abstract class LikelihoodLayer implements AutoCloseable {
  private final List<OutputLayer> heads;

  /**
   * A layer of the given heads.
   *
   * @param heads of p(x|z), in the order of the parameter vector
   */
  LikelihoodLayer(List<OutputLayer> heads) {
    this.heads = List.copyOf(heads);
  }

  /** In the fused engine a law of most data runs in lanes; the others go row by row in double. */
  static LikelihoodLayer of(
      Engine engine, Architecture architecture, List<OutputLayer> heads, int columns) {
    int features = architecture.features();
    Likelihood likelihood = architecture.likelihood();
    return Optional.of(likelihood)
        .filter(law -> engine == Engine.FUSED)
        .flatMap(law -> law.lanes(features))
        .<LikelihoodLayer>map(lanes -> new LaneLikelihoodLayer(heads, lanes, features))
        .orElseGet(
            () -> new RowLikelihoodLayer(heads, likelihood.over(features), features, columns));
  }

  final List<OutputLayer> heads() {
    return heads;
  }

  /** Runs the heads. */
  final void forward(int columns) {
    heads.forEach(head -> head.forward(columns));
  }

  /**
   * log p(x|z) of each column.
   *
   * @param rows [.., features]
   * @param points columns of a row, side by side
   * @param logDensity receives it, in nats
   */
  abstract void measure(Matrix rows, int columns, int points, double[] logDensity);

  /**
   * As {@link #measure}, and leaves the gradient at the heads.
   *
   * @param factor on d log p / d output
   */
  abstract void explain(Matrix rows, int columns, int points, double factor, double[] logDensity);

  /** Multiplies the gradient that {@link #explain} left at each column. */
  final void weigh(int columns, IntToDoubleFunction weight) {
    for (OutputLayer head : heads) {
      int width = head.width();
      double[] row = new double[width];
      for (int column = 0; column < columns; column++) {
        double factor = weight.applyAsDouble(column);
        head.outputGradient().read(column * width, row, width);
        for (int j = 0; j < width; j++) {
          row[j] *= factor;
        }
        head.outputGradient().write(column * width, row, width);
      }
    }
  }

  /** From the gradient at the heads to what the decoder gave. */
  final void backward(int columns) {
    heads.forEach(head -> head.backward(columns));
  }

  /** The outputs of each head, [columns, width] row by row. */
  final double[][] outputs(int columns) {
    return heads.stream().map(head -> head.outputs(columns)).toArray(double[][]::new);
  }

  @Override
  public void close() {
    heads.forEach(OutputLayer::close);
  }
}
