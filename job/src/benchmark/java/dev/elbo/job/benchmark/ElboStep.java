package dev.elbo.job.benchmark;

import dev.elbo.optim.Optimizer;
import dev.elbo.vae.BareStep;
import dev.elbo.vae.Engine;
import dev.elbo.vae.RowScores;
import dev.elbo.vae.Shape;
import java.util.Map;

/** Elbo's step and its scoring without Spark. */
final class ElboStep {
  private static final double RATE = 1e-3;

  private ElboStep() {}

  /** Training with Adam and full metrics. */
  static Map<String, Object> train(Shape shape, Epochs epochs, Engine engine) {
    try (BareStep step = new BareStep(shape, Optimizer.adam(RATE), epochs.batch(), engine)) {
      Map<String, Object> result = Contestant.result(epochs.run(step::startEpoch, step::train));
      result.put("loss", -step.parts().objective());
      return result;
    }
  }

  /** The center of the latents and the ELBO of every row. */
  static Map<String, Object> score(Shape shape, Epochs epochs, Engine engine) {
    try (BareStep step = new BareStep(shape, Optimizer.adam(RATE), epochs.batch(), engine)) {
      double[] elbo = new double[2];
      Map<String, Object> result =
          Contestant.result(
              epochs.run(
                  () -> {},
                  (rows, m) -> {
                    RowScores scores = step.score(rows, m);
                    for (int i = 0; i < m; i++) {
                      elbo[0] += scores.elbo(i);
                      elbo[1]++;
                    }
                  }));
      result.put("loss", -elbo[0] / elbo[1]);
      return result;
    }
  }
}
