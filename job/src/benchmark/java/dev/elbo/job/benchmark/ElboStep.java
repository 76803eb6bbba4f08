package dev.elbo.job.benchmark;

import dev.elbo.optim.Optimizer;
import dev.elbo.vae.BareStep;
import dev.elbo.vae.Shape;
import java.util.Map;

/** Elbo's step and its scoring without Spark. */
final class ElboStep {
  private static final double RATE = 1e-3;

  private ElboStep() {}

  /** Training with Adam and full metrics. */
  static Map<String, Object> train(Shape shape, Epochs epochs) {
    try (BareStep step = new BareStep(shape, Optimizer.adam(RATE), epochs.batch())) {
      Map<String, Object> result = Contestant.result(epochs.run(step::startEpoch, step::train));
      result.put("loss", -step.parts().objective());
      return result;
    }
  }

  /** The center of the latents and the ELBO of every row. */
  static Map<String, Object> score(Shape shape, Epochs epochs) {
    try (BareStep step = new BareStep(shape, Optimizer.adam(RATE), epochs.batch())) {
      double[] sum = new double[1];
      Map<String, Object> result =
          Contestant.result(
              epochs.run(step::startEpoch, (rows, m) -> sum[0] += step.score(rows, m)[0]));
      result.put("loss", -step.parts().objective());
      return result;
    }
  }
}
