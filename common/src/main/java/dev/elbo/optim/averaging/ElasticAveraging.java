package dev.elbo.optim.averaging;

/**
 * Elastic averaging, synchronous (Zhang, Choromanska, LeCun 2015, equations 5 and 6). Shard i keeps
 * a model x_i of its own between rounds; a spring pulls it and the center c together: x_i' = x_i -
 * alpha (x_i - c), c' = c + alpha sum (x_i - c). The center is the model; the sum over shards is
 * taken as their number times the weighted mean.
 *
 * @param beta alpha times the number of shards, in (0, 1]; 0.9 there
 * @param shards how many
 */
public record ElasticAveraging(double beta, int shards) implements OuterRule {
  @Override
  public int vectors() {
    return 0;
  }

  @Override
  public Model next(Model before, float[] mean, Round round) {
    float[] center = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double c = before.parameters()[i];
      center[i] = (float) (c + beta * (mean[i] - c));
    }
    return new Model(center, before.memory());
  }

  /** What a shard goes on from: its model after a round, pulled towards the center before it. */
  public float[] pulled(float[] model, float[] center) {
    double alpha = beta / shards;
    float[] pulled = new float[model.length];
    for (int i = 0; i < model.length; i++) {
      pulled[i] = (float) (model[i] - alpha * ((double) model[i] - center[i]));
    }
    return pulled;
  }
}
